import { reshape, type Tensor3D, tidy } from '@tensorflow/tfjs-core';
import { int32, onWebGpu, runProgram } from '../webgpu';
import { ModulatedNormProgram } from './program';
import { type Modulation, modulatedNormReference } from './reference';

/**
 * layernorm(x) · (1 + scale) + shift; see modulatedNormReference for the formula.
 *
 * @param x [B, N, D]
 * @returns [B, N, D]
 * @throws RangeError when the modulation is not as wide as x, or has no such row
 */
export function modulatedNorm(x: Tensor3D, modulation?: Modulation): Tensor3D {
  const [batch, tokens, width] = x.shape;
  if (modulation) {
    const [rows, tableWidth] = modulation.table.shape;
    if (tableWidth !== width || Math.max(modulation.shift, modulation.scale) >= rows) {
      throw new RangeError(
        `modulatedNorm: x is ${width} wide; rows ${modulation.shift} and ${modulation.scale} ` +
          `of a modulation table [${rows}, ${tableWidth}] do not fit it`,
      );
    }
  }
  if (!onWebGpu() || width % 4 !== 0) return modulatedNormReference(x, modulation);
  return tidy(() => {
    const flat = reshape(x, [batch * tokens, width]);
    const program = new ModulatedNormProgram(batch * tokens, width, modulation !== undefined);
    const output = modulation
      ? runProgram(program, [flat, modulation.table], [int32(modulation.shift), int32(modulation.scale)])
      : runProgram(program, [flat]);
    return reshape(output, x.shape);
  });
}
