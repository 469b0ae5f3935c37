import {
  add,
  concat,
  matMul,
  mean,
  mul,
  reshape,
  rsqrt,
  softmax,
  split,
  square,
  type Tensor1D,
  type Tensor3D,
  type Tensor4D,
  tidy,
  transpose,
  unstack,
} from '@tensorflow/tfjs-core';

export const QK_NORM_EPSILON = 1e-6;

export interface AttentionInput {
  /** [B, N, 3·H·d]: of each token all q, head-major, then all k, then all v. */
  readonly qkv: Tensor3D;
  /** [d]: learned scale of QK-norm for queries. */
  readonly qNorm: Tensor1D;
  /** [d]: the same for keys. */
  readonly kNorm: Tensor1D;
  /** H */
  readonly heads: number;
}

/**
 * softmax(q̂ k̂ᵀ / sqrt(d)) v for each head, where q̂ = q / rms(q) · qNorm and likewise k̂
 * (QK-norm, Henry et al. 2020, with RMS in place of L2).
 *
 * @returns [B, N, H·d]
 */
export function attentionReference(input: AttentionInput): Tensor3D {
  return tidy(() => {
    const { q, k, v, headSize } = splitHeads(input);
    const weights = softmax(mul(matMul(q, k, false, true), 1 / Math.sqrt(headSize)));
    return mergeHeads(matMul(weights, v) as Tensor4D);
  });
}

/**
 * The same, one head and one batch entry at a time. tfjs-wasm hands a product to XNNPACK only where
 * neither side is batched or transposed; its fallback for the rest is a scalar loop, four times slower
 * here, although this takes many more ops.
 */
export function attentionByHead(input: AttentionInput): Tensor3D {
  return tidy(() => {
    const { q, k, v, headSize } = splitHeads(input);
    const [batch, heads, tokens] = q.shape;
    const matrices = (x: Tensor4D) =>
      split(reshape(x, [batch * heads, x.shape[2], x.shape[3]]), batch * heads);
    const scaled = mul(q, 1 / Math.sqrt(headSize)) as Tensor4D;
    const queries = matrices(scaled);
    const keys = matrices(transpose(k, [0, 1, 3, 2]));
    const values = matrices(v);
    const outputs = queries.map((query, i) => matMul(softmax(matMul(query, keys[i]!)), values[i]!));
    return mergeHeads(reshape(concat(outputs), [batch, heads, tokens, headSize]));
  });
}

/** @returns q̂, k̂ and v, each [B, H, N, d] */
function splitHeads({ qkv, qNorm, kNorm, heads }: AttentionInput) {
  const [batch, tokens, width3] = qkv.shape;
  const headSize = width3 / 3 / heads;
  const parts = transpose(reshape(qkv, [batch, tokens, 3, heads, headSize]), [2, 0, 3, 1, 4]);
  const [q, k, v] = unstack(parts) as [Tensor4D, Tensor4D, Tensor4D];
  return { q: rmsNorm(q, qNorm), k: rmsNorm(k, kNorm), v, headSize };
}

/** x / sqrt(mean(x²) + ε) · scale, over the last axis. */
function rmsNorm(x: Tensor4D, scale: Tensor1D): Tensor4D {
  const meanSquare = mean(square(x), -1, true);
  return mul(mul(x, rsqrt(add(meanSquare, QK_NORM_EPSILON))), scale) as Tensor4D;
}

/** [B, H, N, d] to [B, N, H·d] */
function mergeHeads(x: Tensor4D): Tensor3D {
  const [batch, heads, tokens, headSize] = x.shape;
  return reshape(transpose(x, [0, 2, 1, 3]), [batch, tokens, heads * headSize]);
}
