import type { TakenPhoto } from '../protocol/files';
import type { FinishedObject } from '../viewset/finished-object';
import type { Target } from '../viewset/following/target';
import { targetOf } from './photo-target';

/**
 * Gives a finished object the outlines and colours of its photos. Those from unknown places do not take part.
 *
 * @param strength in [0, 1]; at 0 nothing is followed
 * @returns what was followed
 */
export function followPhotos(
  object: FinishedObject,
  photos: readonly TakenPhoto[],
  strength: number,
): readonly Target[] {
  if (strength === 0) return [];
  const targets = photos.flatMap(({ picture, azimuth, camera }) =>
    azimuth === null || !camera ? [] : [targetOf(picture, camera)],
  );
  if (targets.length > 0) object.follow(targets, strength);
  return targets;
}
