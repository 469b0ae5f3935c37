import type { GenerateRequest } from '../protocol/generation';
import type { Photo } from '../protocol/photo';
import {
  checkFidelity,
  checkGuidance,
  checkPhotoGuidance,
  checkPrompt,
  checkPromptBesidePhotos,
  checkSampler,
  checkSeed,
  checkSteps,
} from '../protocol/validate';
import type { TrayPhoto } from './photos';
import type { Settings, SettingsField, SettingsProblems } from './settings';

const checks = {
  prompt: checkPrompt,
  seed: checkSeed,
  steps: checkSteps,
  sampler: checkSampler,
  guidance: checkGuidance,
  photoGuidance: checkPhotoGuidance,
  fidelity: checkFidelity,
} as const satisfies { [Field in SettingsField]: (value: string) => NonNullable<GenerateRequest[Field]> };

/** What is wrong with one field, for people, or null. */
export function problemOf(field: SettingsField, value: string): string | null {
  try {
    checks[field](value);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/**
 * Turns settings and photos into a request, or lists everything that stands in its way.
 *
 * @param tray photos that have been read; those that are still being read are left out
 * @param mayBeWordless whether something else says what to make, as photos do
 */
export function checkSettings(
  settings: Settings,
  tray: readonly TrayPhoto[] = [],
  mayBeWordless = tray.length > 0,
): { readonly request: GenerateRequest } | { readonly problems: SettingsProblems } {
  const problems: { -readonly [Key in keyof SettingsProblems]: SettingsProblems[Key] } = {};
  const photos = photosOf(tray);
  if ('problem' in photos) problems.photos = photos.problem;
  for (const field of Object.keys(checks) as SettingsField[]) {
    if (field === 'prompt' && mayBeWordless) continue;
    if ((field === 'photoGuidance' || field === 'fidelity') && tray.length === 0) continue;
    const problem = problemOf(field, settings[field]);
    if (problem !== null) problems[field] = problem;
  }
  if ('problem' in photos || Object.keys(problems).length > 0) return { problems };
  const { photos: given } = photos;
  return {
    request: {
      prompt: mayBeWordless ? checkPromptBesidePhotos(settings.prompt) : checks.prompt(settings.prompt),
      ...(given.length > 0 && { photos: given, fidelity: checks.fidelity(settings.fidelity) }),
      seed: checks.seed(settings.seed),
      steps: checks.steps(settings.steps),
      sampler: checks.sampler(settings.sampler),
      guidance: checks.guidance(settings.guidance),
      ...(given.length > 0 && { photoGuidance: checks.photoGuidance(settings.photoGuidance) }),
    },
  };
}

function photosOf(
  tray: readonly TrayPhoto[],
): { readonly photos: readonly Photo[] } | { readonly problem: string } {
  const photos: Photo[] = [];
  for (const photo of tray) {
    if (photo.status !== 'ready') continue;
    if (!photo.seen) {
      return {
        problem: `Nothing in ${photo.name} is marked as the object. Press it to paint where the object is, or take it out.`,
      };
    }
    const { seen, azimuth, camera } = photo;
    photos.push({ pixels: seen.pixels, azimuth, ...(camera && { camera }) });
  }
  return { photos };
}
