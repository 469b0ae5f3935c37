import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import type { Activation } from './reference';

/** A workgroup computes TILE x TILE outputs, each of its 8 x 8 invocations 4 x 4 of them. */
const TILE = 32;
const SIDE = 8;
/** Quadruples of inputs that are in workgroup memory at a time. */
const DEPTH4 = 8;
/** One more than DEPTH4, so that the eight lanes that read a column of the tile use different banks. */
const STRIDE = DEPTH4 + 1;

const ACTIVATIONS: Record<Activation, string> = {
  none: 'y',
  'squared-relu': 'max(y, 0.0) * max(y, 0.0)',
  silu: 'y / (1.0 + exp(-y))',
};

/**
 * Matrix product with packed float16 weights, bias, activation and gated residual.
 *
 * Both x [rows, inputs] and W [outputs, inputs] run along the inputs, so tiles of both are kept as
 * quadruples of inputs, and an output is a sum of dot products: a row vector times the 4 x 4
 * matrix whose columns are four rows of W. Weights are unpacked on the way to workgroup memory by
 * unpack2x16float, which needs no shader-f16; sums are float32.
 *
 * An invocation's rows and columns are 8 apart, so that neighbours write neighbouring outputs.
 *
 * Limits: inputs a multiple of 4; any number of rows and outputs. 9 KiB of workgroup memory.
 */
export class LinearProgram implements WebGPUProgram {
  readonly variableNames: string[] = ['x', 'weight'];
  readonly variableComponents: number[] = [4, 2];
  readonly outputComponent = 1;
  readonly workgroupSize: [number, number, number] = [SIDE * SIDE, 1, 1];
  readonly dispatchLayout = { x: [0], y: [1] };
  readonly outputShape: number[];
  readonly uniforms?: string;
  dispatch: [number, number, number];
  shaderKey: string;
  readonly #activation: Activation;
  readonly #bias: boolean;
  readonly #residual: boolean;

  /** Inputs in this order: x, weight, bias if there is one, then residual and gates, with the uniform gateRow. */
  constructor(
    rows: number,
    outputs: number,
    options: { activation: Activation; bias: boolean; residual: boolean },
  ) {
    const { activation, bias, residual } = options;
    this.outputShape = [rows, outputs];
    // Rows along x: tfjs compiles once more for dispatches whose y and z are 1, and rows are often few.
    this.dispatch = [Math.ceil(rows / TILE), Math.ceil(outputs / TILE), 1];
    if (bias) this.variableNames.push('bias');
    if (residual) {
      this.variableNames.push('residual', 'gates');
      this.uniforms = 'gateRow : i32,';
    }
    while (this.variableComponents.length < this.variableNames.length) this.variableComponents.push(1);
    this.shaderKey = `kiln_linear_${activation}_${bias}_${residual}`;
    this.#activation = activation;
    this.#bias = bias;
    this.#residual = residual;
  }

  getUserCode(): string {
    const each = [0, 1, 2, 3];
    return `
    var<workgroup> xTile : array<vec4<f32>, ${TILE * STRIDE}>;
    var<workgroup> weightTile : array<vec4<f32>, ${TILE * STRIDE}>;

    fn store(row : i32, column : i32, sum : f32) {
      if (row >= uniforms.outShape.x || column >= uniforms.outShape.y) { return; }
      let index = row * uniforms.outShape.y + column;
      let y = sum${this.#bias ? ' + bias[column]' : ''};
      let activated = ${ACTIVATIONS[this.#activation]};
      result[index] = ${
        this.#residual
          ? 'residual[index] + gates[uniforms.gateRow * uniforms.outShape.y + column] * activated'
          : 'activated'
      };
    }

    fn main() {
      let rows = uniforms.outShape.x;
      let columns = uniforms.outShape.y;
      let inputs4 = uniforms.xShape.y / 4;
      let firstRow = i32(workgroupId.x) * ${TILE};
      let firstColumn = i32(workgroupId.y) * ${TILE};
      let column = i32(localIndex) % ${SIDE};
      let row = i32(localIndex) / ${SIDE};

      ${each.map((i) => `var sum${i} = vec4<f32>(0.0);`).join(' ')}
      for (var first = 0; first < inputs4; first += ${DEPTH4}) {
        let input = first + column;
        for (var line = row; line < ${TILE}; line += ${SIDE}) {
          var value = vec4<f32>(0.0);
          var w = vec4<f32>(0.0);
          if (input < inputs4) {
            if (firstRow + line < rows) { value = x[(firstRow + line) * inputs4 + input]; }
            if (firstColumn + line < columns) {
              let packed = bitcast<vec2<u32>>(weight[(firstColumn + line) * inputs4 + input]);
              w = vec4<f32>(unpack2x16float(packed.x), unpack2x16float(packed.y));
            }
          }
          xTile[line * ${STRIDE} + column] = value;
          weightTile[line * ${STRIDE} + column] = w;
        }
        workgroupBarrier();
        for (var i = 0; i < ${DEPTH4}; i++) {
          let w = mat4x4<f32>(
            ${each.map((j) => `weightTile[(column + ${SIDE * j}) * ${STRIDE} + i]`).join(',\n            ')});
          ${each.map((j) => `sum${j} += xTile[(row + ${SIDE * j}) * ${STRIDE} + i] * w;`).join('\n          ')}
        }
        workgroupBarrier();
      }
      let sums = array<vec4<f32>, 4>(${each.map((i) => `sum${i}`).join(', ')});
      for (var i = 0; i < 4; i++) {
        for (var j = 0; j < 4; j++) {
          store(firstRow + row + ${SIDE} * i, firstColumn + column + ${SIDE} * j, sums[i][j]);
        }
      }
    }
    `;
  }
}
