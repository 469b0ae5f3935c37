import { mix } from './linear';
import type { Denoise } from './sampler';

/**
 * Classifier-free guidance (Ho and Salimans, 2022): x̂_0 = u + w (c - u), for predictions of x_0 as for those of ε,
 * because the two differ by an affine map that is the same for u and c. Where only one of the two predictions counts,
 * the other is not computed.
 *
 * @param scale w: 0 is the unconditional model, 1 the conditional one, above 1 exaggerates the difference
 */
export function guided(conditional: Denoise, unconditional: Denoise, scale: number): Denoise {
  if (scale === 0) return unconditional;
  if (scale === 1) return conditional;
  return async (x, tau) => {
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
