import type { StudioState } from './studio-store';
import type { Trajectory } from './timeline';

/** Whether a branch with the present settings would be asked for just what its parent was. */
export function isUnchanged(
  { settings, photos }: Pick<StudioState, 'settings' | 'photos'>,
  { request }: Trajectory,
): boolean {
  const { prompt, seed, guidance, photoGuidance, sampler, photos: seen = [] } = request;
  return (
    settings.prompt.trim() === prompt &&
    Number(settings.seed) === seed &&
    Number(settings.guidance) === guidance &&
    (photoGuidance === undefined || Number(settings.photoGuidance) === photoGuidance) &&
    settings.sampler === sampler &&
    photos.tray.length === seen.length &&
    photos.tray.every(
      (photo, i) =>
        photo.status === 'ready' &&
        photo.seen?.pixels === seen[i]!.pixels &&
        photo.azimuth === seen[i]!.azimuth,
    )
  );
}
