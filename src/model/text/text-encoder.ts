import {
  add,
  matMul,
  mean,
  mul,
  relu,
  reshape,
  rsqrt,
  softmax,
  squaredDifference,
  sub,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
  tensor2d,
  tidy,
  transpose,
  unstack,
} from '@tensorflow/tfjs-core';
import { Parameters } from '../parameters';
import type { StoredTensors } from '../safetensors';
import type { TextConfig } from './config';
import { positionSignal } from './position-signal';

interface Norm {
  readonly weight: Tensor1D;
  readonly bias: Tensor1D;
}

interface Linear {
  /** [outputs, inputs] */
  readonly weight: Tensor2D;
  readonly bias: Tensor1D;
}

interface Layer {
  readonly norm1: Norm;
  /** Rows: all q (head-major), all k, all v. */
  readonly qkv: Linear;
  readonly proj: Linear;
  /** Carries the residual past the attention where the width changes. */
  readonly residual: Linear | undefined;
  readonly norm2: Norm;
  readonly up: Linear;
  readonly down: Linear;
}

/**
 * Piece ids to contextual tokens: the transformer of Universal Sentence Encoder lite (Cer et al., 2018) before
 * its pooling. `training/kiln/text.py` is its twin. It runs once a prompt, so plain ops do.
 */
export class TextTransformer {
  readonly config: TextConfig;
  readonly #parameters: Parameters;
  /** [vocabulary, embedding], on the CPU: a prompt needs two dozen rows of it. */
  readonly #embedding: Float32Array;
  /** [tokens, embedding] */
  readonly #position: Float32Array;
  readonly #layers: readonly Layer[];

  /**
   * Moves the weights to the active backend; stays bound to it.
   *
   * @param name names the model in messages
   * @throws ModelError WEIGHTS_CORRUPT when the tensors do not fit the config
   */
  constructor(config: TextConfig, tensors: StoredTensors, name: string) {
    const { vocabulary, embedding, width, layers, mlp } = config;
    const parameters = new Parameters(tensors, name);
    const norm = (path: string, size: number): Norm => ({
      weight: parameters.dense<Tensor1D>(`${path}.weight`, size),
      bias: parameters.dense<Tensor1D>(`${path}.bias`, size),
    });
    const linear = (path: string, outputs: number, inputs: number): Linear => ({
      weight: parameters.dense<Tensor2D>(`${path}.weight`, outputs, inputs),
      bias: parameters.dense<Tensor1D>(`${path}.bias`, outputs),
    });
    this.config = config;
    this.#parameters = parameters;
    this.#position = positionSignal(config.tokens, embedding, config.timescale);
    try {
      this.#embedding = parameters.values('embedding.weight', vocabulary, embedding);
      this.#layers = Array.from({ length: layers }, (_, i) => {
        const wide = i === 0 ? embedding : width;
        return {
          norm1: norm(`layers.${i}.norm1`, wide),
          qkv: linear(`layers.${i}.qkv`, 3 * wide, wide),
          proj: linear(`layers.${i}.proj`, width, wide),
          residual: wide === width ? undefined : linear(`layers.${i}.residual`, width, wide),
          norm2: norm(`layers.${i}.norm2`, width),
          up: linear(`layers.${i}.up`, mlp, width),
          down: linear(`layers.${i}.down`, width, mlp),
        };
      });
      parameters.finish();
    } catch (error) {
      parameters.dispose();
      throw error;
    }
  }

  /**
   * @param ids T piece ids, at most config.tokens
   * @returns [T, width]
   * @throws RangeError for too many ids, or one that is not in the vocabulary
   */
  tokens(ids: readonly number[]): Tensor2D {
    if (ids.length === 0) return tensor2d([], [0, this.config.width]);
    return tidy(() => this.#layers.reduce((x, layer) => this.#apply(layer, x), this.#embed(ids)));
  }

  /** Frees the weights. */
  dispose(): void {
    this.#parameters.dispose();
  }

  /** @returns [T, embedding] */
  #embed(ids: readonly number[]): Tensor2D {
    const { vocabulary, embedding, tokens } = this.config;
    if (ids.length > tokens) throw new RangeError(`${ids.length} piece ids; there must be at most ${tokens}`);
    const x = this.#position.slice(0, ids.length * embedding);
    ids.forEach((id, t) => {
      if (!Number.isInteger(id) || id < 0 || id >= vocabulary) {
        throw new RangeError(`piece id ${id} is not in the vocabulary of ${vocabulary}`);
      }
      // Twice the embedding is no slip: the original adds its position signal to a copy and keeps the residual.
      for (let i = 0; i < embedding; i++) x[t * embedding + i]! += 2 * this.#embedding[id * embedding + i]!;
    });
    return tensor2d(x, [ids.length, embedding]);
  }

  /** A pre-norm transformer layer: [T, wide] to [T, width]. */
  #apply(layer: Layer, x: Tensor2D): Tensor2D {
    const attended = affine(this.#attention(affine(this.#normalise(x, layer.norm1), layer.qkv)), layer.proj);
    const y = add<Tensor2D>(layer.residual ? affine(x, layer.residual) : x, attended);
    return add(y, affine(relu(affine(this.#normalise(y, layer.norm2), layer.up)), layer.down));
  }

  /** [T, 3·wide] to [T, wide]: softmax(q kᵀ / sqrt(wide / H)) v for each head */
  #attention(qkv: Tensor2D): Tensor2D {
    const { heads } = this.config;
    const [length, triple] = qkv.shape;
    const size = triple / 3 / heads;
    const split = transpose(reshape(qkv, [length, 3, heads, size]), [1, 2, 0, 3]);
    const [q, k, v] = unstack(split) as [Tensor3D, Tensor3D, Tensor3D]; // each [H, T, size]
    const weights = softmax(mul(matMul(q, k, false, true), size ** -0.5)); // [H, T, T]
    return reshape(transpose(matMul(weights, v), [1, 0, 2]), [length, heads * size]);
  }

  #normalise(x: Tensor2D, { weight, bias }: Norm): Tensor2D {
    const centre = mean(x, -1, true);
    const variance = mean(squaredDifference(x, centre), -1, true);
    const scale = mul(rsqrt(add(variance, this.config.eps)), weight); // [T, width]
    return add(mul(sub(x, centre), scale), bias);
  }
}

function affine(x: Tensor2D, { weight, bias }: Linear): Tensor2D {
  return add(matMul(x, weight, false, true), bias);
}
