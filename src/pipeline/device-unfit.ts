import type { ErrorCode, ErrorReport } from '../protocol/errors';

/** The GPU does not compute what it should, or what it was given to compute failed: a driver's or a browser's fault. */
export class DeviceUnfitError extends Error implements ErrorReport {
  override readonly name = 'DeviceUnfitError';
  readonly code = 'DEVICE_UNFIT' satisfies ErrorCode;

  /** @param what went wrong */
  constructor(what: string, options?: ErrorOptions) {
    super(`The GPU cannot run the model (${what}). Choose WebAssembly in place of WebGPU.`, options);
  }
}

/** From one value that a manifest's answer holds to the next: a prime, so that all places and channels take part. */
const STRIDE = 104_729;
/** Rounding makes less than a hundredth of it, a wrong kernel far more; values lie around [-1, 1]. */
const TOLERANCE = 0.05;

/**
 * Holds what the network said against what it should have said (docs/conventions.md, Answer).
 *
 * @param values the prediction, flat
 * @param answer of the manifest
 * @throws DeviceUnfitError
 */
export function checkAnswer(values: Float32Array, answer: readonly number[]): void {
  const off = answer.map((expected, i) => Math.abs(values[(i * STRIDE) % values.length]! - expected));
  const worst = Math.max(...off);
  // Not "greater": NaN is wrong too.
  if (!(worst <= TOLERANCE)) throw new DeviceUnfitError(`its first result is off by ${worst.toPrecision(2)}`);
}
