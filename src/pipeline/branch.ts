import type { Tensor } from '@tensorflow/tfjs-core';
import { floatsToHalves, halvesToFloats } from '../base/half';
import type { Random } from '../base/random';
import { noised } from '../diffusion/noised';
import type { Denoise, DrawNoise } from '../diffusion/sampler';
import type { ErrorCode, ErrorReport } from '../protocol/errors';
import type { BranchPoint } from '../protocol/generation';
import { viewsetSize } from '../viewset/viewset';
import { viewsetTensor } from './viewset-tensor';

/** The model that is loaded did not make this state. */
class BranchUnfitError extends Error implements ErrorReport {
  override readonly name = 'BranchUnfitError';
  readonly code = 'BRANCH_INVALID' satisfies ErrorCode;
}

/**
 * The state x_τ of a step in half the room. A half is off by 2^-11 of its value at most: far below the noise that is
 * in the state, and the prediction at the end is not made from it.
 */
export function encodeState(x: Float32Array): Uint16Array {
  return floatsToHalves(x);
}

/** @throws BranchUnfitError where the state is of another resolution */
export function checkBranchFits({ state }: BranchPoint, resolution: number): void {
  if (state.length !== viewsetSize(resolution)) {
    throw new BranchUnfitError(
      'This step was made by another model and cannot be continued by this one. Generate the object anew.',
    );
  }
}

/** What a branch starts with, and where its noise comes from. */
export interface BranchStart {
  readonly resolution: number;
  /** Level of the branch point. */
  readonly tau: number;
  readonly denoise: Denoise;
  /** The source that `noise` draws from, before its first draw. */
  readonly random: Random;
  readonly noise: DrawNoise;
}

/**
 * The state that a branch goes on from, the caller's to dispose: the one that was kept, and with the same noise to
 * come; or, with fresh noise, a draw of q(x_τ | x̂_0) around what the network sees in it, as SDEdit (Meng et al.,
 * 2022) starts from a picture. Early on that leaves little of the object, late only its details change.
 */
export async function branchState(
  { step, state, freshNoise }: BranchPoint,
  { resolution, tau, denoise, random, noise }: BranchStart,
): Promise<Tensor> {
  const size = viewsetSize(resolution);
  const kept = viewsetTensor(halvesToFloats(state), resolution);
  if (!freshNoise) {
    // The start and every step so far have had a draw.
    for (let draw = 0; draw <= step; draw++) random.normals(size);
    return kept;
  }
  try {
    const x0 = await denoise(kept, tau);
    try {
      return noised(x0, tau, noise);
    } finally {
      x0.dispose();
    }
  } finally {
    kept.dispose();
  }
}
