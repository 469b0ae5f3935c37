import type { PhotoCamera } from '../photo/camera';
import type { MaskHistory } from '../photo/mask-history';
import type { Picture } from '../photo/picture';
import { PHOTOS_MAX } from '../protocol/limits';
import type { ExhibitPhoto } from './exhibit';

export { PHOTOS_MAX };

/** A photo that a person has brought, from the moment it is dropped. */
export type TrayPhoto = {
  /** Different for each photo of a visit. */
  readonly id: number;
  /** Of its file. */
  readonly name: string;
  /** Degrees around the object from the first photo, null where unknown; 0 for the first. */
  readonly azimuth: number | null;
} & (
  | {
      readonly status: 'reading';
      /** Present as soon as it is decoded: its background is being taken away. */
      readonly picture?: Picture;
    }
  | {
      readonly status: 'ready';
      /** Decoded, upright, and no larger than correcting its mask needs. */
      readonly picture: Picture;
      readonly masks: MaskHistory;
      /** What the network will see; null where the mask leaves nothing. */
      readonly seen: Picture | null;
      /** Its camera as a person has corrected it, at this azimuth; absent where it is to be found out. */
      readonly camera?: PhotoCamera;
    }
);

export type ReadyPhoto = Extract<TrayPhoto, { status: 'ready' }>;

export interface Photos {
  /** At most PHOTOS_MAX; the first decides where the object's front is. */
  readonly tray: readonly TrayPhoto[];
  /** Why files that were brought last are not in the tray, for people. */
  readonly refused: readonly string[];
  /** The photo that is being corrected, by id. */
  readonly edited: number | null;
}

export const initialPhotos: Photos = { tray: [], refused: [], edited: null };

/** The photo of an id, if it is ready to be looked at. */
export function readyPhoto({ tray }: Photos, id: number | null): ReadyPhoto | null {
  const photo = tray.find((photo) => photo.id === id);
  return photo?.status === 'ready' ? photo : null;
}

/** The photo in the tray that an object was made from; null where its outline or angle has changed since. */
export function sourceOf({ tray }: Photos, { seen, azimuth }: ExhibitPhoto): ReadyPhoto | null {
  const source = tray.find(
    (photo): photo is ReadyPhoto =>
      photo.status === 'ready' && photo.seen === seen && photo.azimuth === azimuth,
  );
  return source ?? null;
}

/** A photo whose camera is to be found out. */
export function withoutCamera(photo: TrayPhoto): TrayPhoto {
  if (photo.status !== 'ready') return photo;
  const { camera: _, ...rest } = photo;
  return rest;
}

/**
 * A tray without one photo. Where that was the first, the next takes its place as the front, and the others' angles
 * count from there.
 */
export function withoutPhoto(tray: readonly TrayPhoto[], id: number): readonly TrayPhoto[] {
  const [front, ...others] = tray.filter((photo) => photo.id !== id);
  if (!front || front.azimuth === 0) return front ? [front, ...others] : [];
  const { azimuth: turn } = front;
  return [
    { ...withoutCamera(front), azimuth: 0 },
    ...others.map((photo) => ({
      ...withoutCamera(photo),
      azimuth: turn === null || photo.azimuth === null ? null : normalise(photo.azimuth - turn),
    })),
  ];
}

/** Degrees in [0, 360). */
export function normalise(degrees: number): number {
  return ((degrees % 360) + 360) % 360;
}
