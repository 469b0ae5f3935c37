import { PHOTO_SIZE } from '../photo/frame';
import { isSamplerName, SAMPLERS, type SamplerName } from './choices';
import { DEFAULTS } from './defaults';
import { KilnError } from './errors';
import type { BranchPoint, GenerateRequest } from './generation';
import {
  FIDELITY_MAX,
  FIDELITY_MIN,
  GUIDANCE_MAX,
  GUIDANCE_MIN,
  PHOTO_GUIDANCE_MAX,
  PHOTO_GUIDANCE_MIN,
  PHOTOS_MAX,
  SEED_MAX,
  SEED_MIN,
  STEPS_MAX,
  STEPS_MIN,
} from './limits';
import type { Photo } from './photo';

/**
 * Checks of what a person typed, shared by the studio, the command line and the worker, so that the same mistake
 * gets the same words everywhere. Each returns the value or throws a KilnError that says what to do.
 */

/** What a person wrote beside photos, which may be nothing: as checkPrompt, without its complaint. */
export function checkPromptBesidePhotos(text: string): string {
  return oneLine(text);
}

/**
 * One line of text: control characters and runs of white space become one space, lone surrogates (half an emoji)
 * become U+FFFD, and the ends are trimmed.
 *
 * @throws KilnError PROMPT_EMPTY
 */
export function checkPrompt(text: string): string {
  const prompt = oneLine(text);
  if (prompt === '') {
    throw new KilnError(
      'PROMPT_EMPTY',
      'The prompt is empty. Write what to make, for example "a castle on a hill", or add a photo.',
    );
  }
  return prompt;
}

/** @throws KilnError SEED_INVALID */
export function checkSeed(value: string | number): number {
  const seed = numberOf(value);
  if (!Number.isInteger(seed) || seed < SEED_MIN || seed > SEED_MAX) {
    throw new KilnError(
      'SEED_INVALID',
      `The seed must be a whole number from ${SEED_MIN} to ${SEED_MAX}, not ${quote(value)}.`,
    );
  }
  return seed;
}

/** @throws KilnError STEPS_INVALID */
export function checkSteps(value: string | number): number {
  const steps = numberOf(value);
  if (!Number.isInteger(steps) || steps < STEPS_MIN || steps > STEPS_MAX) {
    throw new KilnError(
      'STEPS_INVALID',
      `The number of steps must be a whole number from ${STEPS_MIN} to ${STEPS_MAX}, not ${quote(value)}.`,
    );
  }
  return steps;
}

/** @throws KilnError GUIDANCE_INVALID */
export function checkGuidance(value: string | number): number {
  const guidance = numberOf(value);
  if (!(guidance >= GUIDANCE_MIN && guidance <= GUIDANCE_MAX)) {
    throw new KilnError(
      'GUIDANCE_INVALID',
      `Guidance must be a number from ${GUIDANCE_MIN} to ${GUIDANCE_MAX}, not ${quote(value)}.`,
    );
  }
  return guidance;
}

/** @throws KilnError GUIDANCE_INVALID */
export function checkPhotoGuidance(value: string | number): number {
  const guidance = numberOf(value);
  if (!(guidance >= PHOTO_GUIDANCE_MIN && guidance <= PHOTO_GUIDANCE_MAX)) {
    throw new KilnError(
      'GUIDANCE_INVALID',
      `How far to follow the photo must be a number from ${PHOTO_GUIDANCE_MIN} to ${PHOTO_GUIDANCE_MAX}, not ${quote(value)}.`,
    );
  }
  return guidance;
}

/** @throws KilnError FIDELITY_INVALID */
export function checkFidelity(value: string | number): number {
  const fidelity = numberOf(value);
  if (!(fidelity >= FIDELITY_MIN && fidelity <= FIDELITY_MAX)) {
    throw new KilnError(
      'FIDELITY_INVALID',
      `Fidelity must be a number from ${FIDELITY_MIN} to ${FIDELITY_MAX}, not ${quote(value)}.`,
    );
  }
  return fidelity;
}

/** @throws KilnError SAMPLER_UNKNOWN */
export function checkSampler(value: string): SamplerName {
  if (!isSamplerName(value)) {
    throw new KilnError(
      'SAMPLER_UNKNOWN',
      `There is no sampler ${quote(value)}. Choose one of ${SAMPLERS.join(', ')}.`,
    );
  }
  return value;
}

/** @throws KilnError PHOTO_INVALID */
export function checkPhotos(photos: readonly Photo[]): readonly Photo[] {
  if (photos.length > PHOTOS_MAX) {
    throw invalidPhoto(
      `${photos.length} photos are more than the model can look at. Use up to ${PHOTOS_MAX}.`,
    );
  }
  photos.forEach(({ pixels, azimuth, camera }, i) => {
    const values = PHOTO_SIZE * PHOTO_SIZE * 4;
    if (pixels.length !== values) {
      throw invalidPhoto(
        `Photo ${i + 1} has ${pixels.length} values. It must have ${PHOTO_SIZE} x ${PHOTO_SIZE} pixels of 4.`,
      );
    }
    if (azimuth !== null && !Number.isFinite(azimuth)) {
      throw invalidPhoto(`The angle of photo ${i + 1} must be a number of degrees, or unknown.`);
    }
    if (camera && !Object.values(camera).flat().every(Number.isFinite)) {
      throw invalidPhoto(
        `The camera of photo ${i + 1} has values that are not numbers. Leave it out to find it.`,
      );
    }
    if (i === 0 && azimuth !== 0) {
      throw invalidPhoto('The first photo decides where the front is: its angle must be 0.');
    }
    if (isTransparent(pixels)) {
      throw invalidPhoto(`Nothing of photo ${i + 1} is left. Mark the object in it, or take the photo out.`);
    }
  });
  return photos;
}

/**
 * @param steps as checkSteps returns it
 * @throws KilnError BRANCH_INVALID
 */
export function checkBranchPoint(from: BranchPoint, steps: number): BranchPoint {
  if (!Number.isInteger(from.step) || from.step < 0 || from.step >= steps) {
    throw new KilnError(
      'BRANCH_INVALID',
      `A generation of ${steps} steps cannot be continued from step ${from.step}. Choose a step before the last.`,
    );
  }
  if (!from.state.every(isFiniteHalf)) {
    throw new KilnError(
      'BRANCH_INVALID',
      `Step ${from.step} cannot be continued, because its values are not finite. Choose an earlier step.`,
    );
  }
  return from;
}

/** @throws KilnError for the first field that is wrong */
export function checkRequest(request: GenerateRequest): GenerateRequest {
  const hasPhotos = request.photos !== undefined && request.photos.length > 0;
  const hasOther = hasPhotos || request.object !== undefined || request.from !== undefined;
  return {
    prompt: hasOther ? checkPromptBesidePhotos(request.prompt) : checkPrompt(request.prompt),
    ...(hasPhotos && { photos: checkPhotos(request.photos) }),
    ...(request.fidelity !== undefined && { fidelity: checkFidelity(request.fidelity) }),
    seed: checkSeed(request.seed),
    steps: checkSteps(request.steps),
    sampler: checkSampler(request.sampler),
    guidance: checkGuidance(request.guidance),
    ...(request.object && { object: request.object }),
    ...(hasPhotos && { photoGuidance: checkPhotoGuidance(request.photoGuidance ?? DEFAULTS.photoGuidance) }),
    ...(request.from && { from: checkBranchPoint(request.from, checkSteps(request.steps)) }),
  };
}

/** Infinities and NaN have all five bits of their exponent set. */
function isFiniteHalf(half: number): boolean {
  return (half & 0x7c00) !== 0x7c00;
}

/** Control characters and white space as single spaces, halves of surrogate pairs as U+FFFD. */
function oneLine(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

function invalidPhoto(message: string): KilnError {
  return new KilnError('PHOTO_INVALID', message);
}

function isTransparent(pixels: Uint8ClampedArray): boolean {
  for (let i = 3; i < pixels.length; i += 4) if (pixels[i]! > 0) return false;
  return true;
}

/** NaN for anything that is not a plain decimal number: Number() alone would take '' as 0 and '0x10' as 16. */
function numberOf(value: string | number): number {
  if (typeof value === 'number') return value;
  const text = value.trim();
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}

/** Quoted and cut, so that a pasted page does not fill the message. */
function quote(value: string | number): string {
  const text = String(value);
  return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;
}
