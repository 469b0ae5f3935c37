import { getBackend, type Tensor3D } from '@tensorflow/tfjs-core';
import { onWebGpu, runProgram } from '../webgpu';
import { AttentionProgram } from './program';
import { type AttentionInput, attentionByHead, attentionReference } from './reference';

/**
 * Multi-head self-attention with QK-norm; see attentionReference for the formula.
 *
 * @returns [B, N, H·d]
 * @throws RangeError when the shapes do not fit together
 */
export function attention(input: AttentionInput): Tensor3D {
  const headSize = checkedHeadSize(input);
  if (onWebGpu() && headSize % 16 === 0 && headSize <= 64) {
    const [batch, tokens] = input.qkv.shape;
    const program = new AttentionProgram(batch, tokens, input.heads, headSize);
    return runProgram(program, [input.qkv, input.qNorm, input.kNorm]) as Tensor3D;
  }
  return getBackend() === 'wasm' ? attentionByHead(input) : attentionReference(input);
}

function checkedHeadSize({ qkv, qNorm, kNorm, heads }: AttentionInput): number {
  const headSize = qkv.shape[2] / 3 / heads;
  if (!Number.isInteger(headSize)) {
    throw new RangeError(`attention: qkv is ${qkv.shape[2]} wide, which is not 3 · ${heads} heads · d`);
  }
  if (qNorm.size !== headSize || kNorm.size !== headSize) {
    throw new RangeError(
      `attention: heads are ${headSize} wide, but qNorm has ${qNorm.size} and kNorm ${kNorm.size} entries`,
    );
  }
  return headSize;
}
