import {
  add,
  mean,
  mul,
  rsqrt,
  slice,
  square,
  sub,
  type Tensor2D,
  type Tensor3D,
  tidy,
} from '@tensorflow/tfjs-core';

export const LAYER_NORM_EPSILON = 1e-6;

/** Which rows of a modulation table [rows, D] shift and scale. */
export interface Modulation {
  readonly table: Tensor2D;
  readonly shift: number;
  readonly scale: number;
}

/**
 * layernorm(x) · (1 + scale) + shift over the last axis, without learned affine parameters
 * (adaLN, Peebles and Xie, "Scalable Diffusion Models with Transformers", 2023).
 * Without modulation, the bare layernorm.
 *
 * @param x [B, N, D]
 * @returns [B, N, D]
 */
export function modulatedNormReference(x: Tensor3D, modulation?: Modulation): Tensor3D {
  return tidy(() => {
    const centred = sub(x, mean(x, -1, true));
    const variance = mean(square(centred), -1, true);
    const normalised = mul(centred, rsqrt(add(variance, LAYER_NORM_EPSILON))) as Tensor3D;
    if (!modulation) return normalised;
    const scale = add(tableRow(modulation.table, modulation.scale), 1);
    return add(mul(normalised, scale), tableRow(modulation.table, modulation.shift)) as Tensor3D;
  });
}

/** Row `row` of [rows, D], as [1, D]. */
export function tableRow(table: Tensor2D, row: number): Tensor2D {
  return slice(table, [row, 0], [1, table.shape[1]]);
}
