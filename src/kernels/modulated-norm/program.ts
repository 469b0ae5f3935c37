import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { LAYER_NORM_EPSILON } from './reference';

const INVOCATIONS = 64;

/**
 * Layernorm and adaLN modulation, one workgroup a row. The variance is the mean square of the
 * centred values, which takes a second walk over the row but does not cancel as E[x²] - E[x]² does.
 *
 * Limits: D a multiple of 4.
 */
export class ModulatedNormProgram implements WebGPUProgram {
  readonly variableNames: string[];
  readonly variableComponents: number[];
  readonly outputComponent = 4;
  readonly workgroupSize: [number, number, number] = [INVOCATIONS, 1, 1];
  readonly dispatchLayout = { x: [0], y: [1] };
  readonly outputShape: number[];
  readonly uniforms?: string;
  dispatch: [number, number, number];
  shaderKey: string;
  readonly #modulated: boolean;

  /** @param modulated whether inputs are x [rows, width] and a table, with row numbers as uniforms, or x alone */
  constructor(rows: number, width: number, modulated: boolean) {
    this.outputShape = [rows, width];
    this.dispatch = [rows, 1, 1];
    this.variableNames = modulated ? ['x', 'modulation'] : ['x'];
    this.variableComponents = modulated ? [4, 4] : [4];
    if (modulated) this.uniforms = 'shiftRow : i32, scaleRow : i32,';
    this.shaderKey = `kiln_modulated_norm_${modulated}`;
    this.#modulated = modulated;
  }

  getUserCode(): string {
    return `
    var<workgroup> partial : array<f32, ${INVOCATIONS}>;

    // The sum of one value from every invocation, as a tree.
    fn sumOverRow(value : f32) -> f32 {
      workgroupBarrier(); // the sum before has been read
      partial[localIndex] = value;
      for (var half = ${INVOCATIONS / 2}u; half > 0u; half /= 2u) {
        workgroupBarrier();
        if (localIndex < half) { partial[localIndex] += partial[localIndex + half]; }
      }
      workgroupBarrier();
      return partial[0];
    }

    fn main() {
      let width = uniforms.outShape.y;
      let width4 = width / 4;
      let start = i32(workgroupId.x) * width4;
      let first = i32(localIndex);

      var sum = 0.0;
      for (var i = first; i < width4; i += ${INVOCATIONS}) { sum += dot(x[start + i], vec4<f32>(1.0)); }
      let mean = sumOverRow(sum) / f32(width);

      sum = 0.0;
      for (var i = first; i < width4; i += ${INVOCATIONS}) {
        let centred = x[start + i] - mean;
        sum += dot(centred, centred);
      }
      let inverseDeviation = inverseSqrt(sumOverRow(sum) / f32(width) + ${LAYER_NORM_EPSILON});

      for (var i = first; i < width4; i += ${INVOCATIONS}) {
        let normalised = (x[start + i] - mean) * inverseDeviation;
        ${
          this.#modulated
            ? `let scale = modulation[uniforms.scaleRow * width4 + i];
        let shift = modulation[uniforms.shiftRow * width4 + i];
        result[start + i] = normalised * (1.0 + scale) + shift;`
            : 'result[start + i] = normalised;'
        }
      }
    }
    `;
  }
}
