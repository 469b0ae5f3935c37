import {
  add,
  fused,
  mul,
  reshape,
  sigmoid,
  square,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
  tidy,
} from '@tensorflow/tfjs-core';
import { tableRow } from '../modulated-norm/reference';
import type { LinearWeight } from './weight';

/** squared-relu: max(y, 0)² (So et al., "Primer", 2021); silu: y · sigmoid(y). */
export type Activation = 'none' | 'squared-relu' | 'silu';

export interface LinearInput {
  /** [B, N, inputs] */
  readonly x: Tensor3D;
  readonly weight: LinearWeight;
  /** [outputs] */
  readonly bias?: Tensor1D;
  /** 'none' unless given. */
  readonly activation?: Activation;
  /** Where given, the output is onto + gate · y, with the gate a row of a modulation table [rows, outputs]. */
  readonly residual?: {
    /** [B, N, outputs] */
    readonly onto: Tensor3D;
    readonly table: Tensor2D;
    readonly gate: number;
  };
}

/**
 * y = activation(x Wᵀ + bias), then the gated residual where there is one.
 *
 * @returns [B, N, outputs]
 */
export function linearReference({ x, weight, bias, activation = 'none', residual }: LinearInput): Tensor3D {
  return tidy(() => {
    const [batch, tokens] = x.shape;
    // One matrix however large the batch: see LinearWeight.
    const product = fused.matMul({
      a: reshape(x, [1, batch * tokens, weight.inputs]),
      b: weight.tensor as Tensor3D,
      activation: activation === 'squared-relu' ? 'relu' : 'linear',
      ...(bias && { bias }),
    });
    const y: Tensor3D = reshape(activated(product as Tensor3D, activation), [batch, tokens, weight.outputs]);
    if (!residual) return y;
    return add(residual.onto, mul(y, tableRow(residual.table, residual.gate))) as Tensor3D;
  });
}

/** @param product x Wᵀ + bias, to which ReLU has been applied where squared-relu is asked for */
function activated(product: Tensor3D, activation: Activation): Tensor3D {
  switch (activation) {
    case 'none':
      return product;
    case 'squared-relu':
      return square(product);
    case 'silu':
      return mul(product, sigmoid(product));
  }
}
