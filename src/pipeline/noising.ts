import type { Tensor } from '@tensorflow/tfjs-core';
import { FINE_LEVELS } from '../base/fine-levels';
import { tauOf } from '../diffusion/path';
import type { DrawNoise } from '../diffusion/sampler';
import { transition } from '../diffusion/transition';
import type { NoisedObject } from '../protocol/generation';
import { cloudToViewset } from '../viewset/from-cloud';
import { encodeViewset } from '../viewset/viewset';
import { viewsetTensor } from './viewset-tensor';

/** A state of the chain, from the object itself on. The tensor is the chain's: it lives until the next is asked for. */
export interface NoisingStep {
  readonly tau: number;
  readonly x: Tensor;
}

/** An object as the network takes it, the caller's to dispose: its viewset where that fits, else drawn from its cloud. */
export function encodeObject({ cloud, viewset }: NoisedObject, resolution: number): Tensor {
  const fitting = viewset?.resolution === resolution ? viewset : cloudToViewset(cloud, resolution);
  return viewsetTensor(encodeViewset(fitting), resolution);
}

/** Levels τ that an object passes before those of a sampler's grid, rising: log-SNR 3, 2, 1 where that ends at 0. */
const FINE = Array.from({ length: FINE_LEVELS }, (_, i) => tauOf(FINE_LEVELS - i));

/**
 * Adds noise to an object, first at some fine levels, then along the levels of a sampler's grid, from its end, where
 * there is none, to its start.
 *
 * @param x0 taken over and disposed
 * @param grid falling levels, the last but one above the fine ones, ending in 0
 */
export function* noising(
  x0: Tensor,
  grid: readonly number[],
  noise: DrawNoise,
): Generator<NoisingStep, void> {
  let x = x0;
  let from = 0;
  try {
    const [none, ...coarse] = grid.toReversed();
    for (const tau of [none!, ...FINE, ...coarse]) {
      if (tau > 0) {
        const next = transition(x, from, tau, noise);
        x.dispose();
        x = next;
        from = tau;
      }
      yield { tau, x };
    }
  } finally {
    x.dispose();
  }
}
