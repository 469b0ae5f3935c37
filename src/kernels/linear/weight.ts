import { type Tensor, tensor2d, tensor3d } from '@tensorflow/tfjs-core';
import { floatsToHalves, halvesToFloats } from '../../base/half';
import { onWebGpu } from '../webgpu';

/** The weight of a linear layer, laid out for the backend that was active when it was made. */
export interface LinearWeight {
  readonly inputs: number;
  readonly outputs: number;
  /**
   * On WebGPU int32 [outputs, inputs / 2], two halves an element, the lower-numbered input in the
   * low bits: as the file stores it, and half the memory traffic of floats.
   * Elsewhere float32 [1, inputs, outputs]: tfjs-wasm multiplies by XNNPACK, which packs a weight
   * once and keeps it, only where the weight needs no transpose and both sides have rank 3.
   */
  readonly tensor: Tensor;
}

/**
 * Lays a weight out for the active backend.
 *
 * @param values [outputs, inputs], C order: halves as bit patterns, or floats, which WebGPU rounds to halves
 */
export function linearWeight(
  values: Uint16Array | Float32Array,
  outputs: number,
  inputs: number,
): LinearWeight {
  if (values.length !== outputs * inputs) {
    throw new RangeError(
      `linearWeight: [${outputs}, ${inputs}] needs ${outputs * inputs} values, not ${values.length}`,
    );
  }
  const isHalf = values instanceof Uint16Array;
  if (packs(inputs)) {
    const halves = isHalf ? values : floatsToHalves(values);
    // A copy: tfjs keeps the array until the first use, and the file it came from should not stay alive.
    const words = new Int32Array(halves.slice().buffer);
    return { inputs, outputs, tensor: tensor2d(words, [outputs, inputs / 2], 'int32') };
  }
  const floats = isHalf ? halvesToFloats(values) : values;
  return { inputs, outputs, tensor: tensor3d(transposed(floats, outputs, inputs), [1, inputs, outputs]) };
}

/** The program reads four inputs at a time. */
function packs(inputs: number): boolean {
  return onWebGpu() && inputs % 4 === 0;
}

/** [rows, columns] to [columns, rows], in blocks that stay in the cache. */
function transposed(values: Float32Array, rows: number, columns: number): Float32Array {
  const block = 32;
  const output = new Float32Array(values.length);
  for (let row0 = 0; row0 < rows; row0 += block) {
    const rowEnd = Math.min(row0 + block, rows);
    for (let column0 = 0; column0 < columns; column0 += block) {
      const columnEnd = Math.min(column0 + block, columns);
      for (let row = row0; row < rowEnd; row++) {
        for (let column = column0; column < columnEnd; column++) {
          output[column * rows + row] = values[row * columns + column]!;
        }
      }
    }
  }
  return output;
}
