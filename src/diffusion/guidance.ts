import { mix } from './linear';
import type { Denoise } from './sampler';

export interface Guidance {
  /** w: 0 is the unconditional model, 1 the conditional one, above 1 exaggerates the difference. */
  readonly scale: number;
  /** Levels τ, both ends included, in which a scale above 1 is applied; outside it is 1. */
  readonly interval: readonly [from: number, to: number];
}

/**
 * Classifier-free guidance (Ho and Salimans, 2022): x̂_0 = u + w (c - u), for predictions of x_0 as for those of ε,
 * because the two differ by an affine map that is the same for u and c. A scale above 1 helps only at middle levels
 * (Kynkäänniemi et al., "Applying Guidance in a Limited Interval Improves Sample and Distribution Quality in
 * Diffusion Models", 2024), and where only one of the two predictions counts the other is not computed.
 */
export function guided(conditional: Denoise, unconditional: Denoise, { scale, interval }: Guidance): Denoise {
  return async (x, tau) => {
    if (scale === 0) return unconditional(x, tau);
    const outside = tau < interval[0] || tau > interval[1];
    if (scale === 1 || (scale > 1 && outside)) return conditional(x, tau);
    const u = await unconditional(x, tau);
    try {
      const c = await conditional(x, tau);
      try {
        return mix(scale, c, 1 - scale, u);
      } finally {
        c.dispose();
      }
    } finally {
      u.dispose();
    }
  };
}
