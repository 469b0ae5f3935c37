import { isSamplerName, SAMPLERS, type SamplerName } from './choices';
import { KilnError } from './errors';
import type { GenerateRequest } from './generation';
import { GUIDANCE_MAX, GUIDANCE_MIN, SEED_MAX, SEED_MIN, STEPS_MAX, STEPS_MIN } from './limits';

/**
 * Checks of what a person typed, shared by the studio, the command line and the worker, so that the same mistake
 * gets the same words everywhere. Each returns the value or throws a KilnError that says what to do.
 */

/**
 * One line of text: control characters and runs of white space become one space, lone surrogates (half an emoji)
 * become U+FFFD, and the ends are trimmed.
 *
 * @throws KilnError PROMPT_EMPTY
 */
export function checkPrompt(text: string): string {
  const prompt = text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  if (prompt === '') {
    throw new KilnError(
      'PROMPT_EMPTY',
      'The prompt is empty. Write what to make, for example "a castle on a hill".',
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

/** @throws KilnError for the first field that is wrong */
export function checkRequest(request: GenerateRequest): GenerateRequest {
  return {
    prompt: checkPrompt(request.prompt),
    seed: checkSeed(request.seed),
    steps: checkSteps(request.steps),
    sampler: checkSampler(request.sampler),
    guidance: checkGuidance(request.guidance),
  };
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
