import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { QK_NORM_EPSILON } from './reference';

/** Query rows of a workgroup; each is shared by LANES invocations. */
const QUERIES = 16;
const LANES = 4;
/** Keys, and then values, in workgroup memory at a time. */
const KEYS = 32;

/**
 * Multi-head self-attention with QK-norm in one pass: no N x N matrix is ever written, and q, k, v
 * are read straight from the output of the qkv projection, without splitting or transposing.
 *
 * softmax is computed online (Milakov and Gimelshein, 2018), tile by tile as in FlashAttention
 * (Dao et al., 2022): a workgroup keeps 16 queries of one head, walks over the keys 32 at a time,
 * and rescales what it has summed whenever a larger score appears.
 *
 * For each tile: (1) load keys and the sum of their squares; (2) scores, where the four lanes of a
 * query take every fourth key; (3) exponentials, to workgroup memory, and load values over the
 * keys; (4) weighted sum, where the four lanes take every fourth quadruple of channels.
 *
 * The RMS of a key scales a whole score, so keys are never rewritten; the two learned QK-norm
 * vectors and 1 / sqrt(d) all go into the queries.
 *
 * Limits: d a multiple of 16, at most 64: then workgroup memory stays below the 16 KiB that every
 * WebGPU device has. Rows are padded by one quadruple against bank conflicts.
 */
export class AttentionProgram implements WebGPUProgram {
  readonly variableNames = ['qkv', 'qNorm', 'kNorm'];
  readonly variableComponents = [4, 4, 4];
  readonly outputComponent = 4;
  readonly workgroupSize: [number, number, number] = [QUERIES * LANES, 1, 1];
  readonly dispatchLayout = { x: [1], y: [2], z: [0] };
  readonly outputShape: number[];
  dispatch: [number, number, number];
  shaderKey: string;
  readonly #headSize: number;

  constructor(batch: number, tokens: number, heads: number, headSize: number) {
    this.outputShape = [batch, tokens, heads * headSize];
    this.dispatch = [Math.ceil(tokens / QUERIES), heads, batch];
    this.#headSize = headSize;
    this.shaderKey = `kiln_attention_${headSize}`;
  }

  getUserCode(): string {
    const size4 = this.#headSize / 4;
    const perLane = size4 / LANES;
    const scores = KEYS / LANES;
    return `
    const SIZE4 = ${size4};
    const STRIDE = ${size4 + 1};
    const LOWEST = -3.0e38;
    var<workgroup> queries : array<vec4<f32>, ${QUERIES * (size4 + 1)}>;
    var<workgroup> keysOrValues : array<vec4<f32>, ${KEYS * (size4 + 1)}>;
    var<workgroup> probabilities : array<f32, ${QUERIES * (KEYS + 1)}>;
    var<workgroup> squares : array<f32, ${QUERIES * LANES}>;
    var<workgroup> exchange : array<f32, ${QUERIES * LANES}>;

    // part: 0 for q, 1 for k, 2 for v
    fn rowStart(token : i32, part : i32) -> i32 {
      let row = (i32(workgroupId.z) * uniforms.outShape.y + token) * 3 + part;
      return row * (uniforms.outShape.z / 4) + i32(workgroupId.y) * SIZE4;
    }

    fn inverseRms(sumOfSquares : f32) -> f32 {
      return inverseSqrt(sumOfSquares / ${this.#headSize}.0 + ${QK_NORM_EPSILON});
    }

    // Copies ${KEYS} rows to workgroup memory, two invocations a row; returns this one's sum of squares.
    fn loadRows(first : i32, part : i32) -> f32 {
      let row = i32(localIndex) / 2;
      let token = first + row;
      let start = rowStart(token, part);
      var sum = 0.0;
      for (var i = i32(localIndex) % 2; i < SIZE4; i += 2) {
        var value = vec4<f32>(0.0);
        if (token < uniforms.outShape.y) { value = qkv[start + i]; }
        keysOrValues[row * STRIDE + i] = value;
        sum += dot(value, value);
      }
      return sum;
    }

    fn main() {
      let tokens = uniforms.outShape.y;
      let index = i32(localIndex);
      let row = index / ${LANES};
      let lane = index % ${LANES};
      let query = i32(workgroupId.x) * ${QUERIES} + row;

      let start = rowStart(query, 0);
      var sum = 0.0;
      for (var i = lane; i < SIZE4; i += ${LANES}) {
        var value = vec4<f32>(0.0);
        if (query < tokens) { value = qkv[start + i]; }
        queries[row * STRIDE + i] = value;
        sum += dot(value, value);
      }
      exchange[index] = sum;
      workgroupBarrier();
      let group = row * ${LANES};
      sum = exchange[group] + exchange[group + 1] + exchange[group + 2] + exchange[group + 3];
      let scale = inverseRms(sum) * ${1 / Math.sqrt(this.#headSize)};
      for (var i = lane; i < SIZE4; i += ${LANES}) {
        queries[row * STRIDE + i] *= scale * qNorm[i] * kNorm[i];
      }

      var largest = LOWEST;
      var total = 0.0; // of this lane's keys only, until the end
      var sumOfValues : array<vec4<f32>, ${perLane}>;
      for (var first = 0; first < tokens; first += ${KEYS}) {
        workgroupBarrier(); // the values before, and the exchange, have been read
        squares[index] = loadRows(first, 1);
        workgroupBarrier();

        var score : array<f32, ${scores}>;
        // WGSL promises zeros in every round; Dawn on SwiftShader gives them in the first only.
        for (var j = 0; j < ${scores}; j++) { score[j] = 0.0; }
        for (var i = 0; i < SIZE4; i++) {
          let q = queries[row * STRIDE + i];
          for (var j = 0; j < ${scores}; j++) {
            score[j] += dot(q, keysOrValues[(lane + ${LANES} * j) * STRIDE + i]);
          }
        }
        var laneLargest = LOWEST;
        for (var j = 0; j < ${scores}; j++) {
          let key = lane + ${LANES} * j;
          let scaled = score[j] * inverseRms(squares[2 * key] + squares[2 * key + 1]);
          score[j] = select(LOWEST, scaled, first + key < tokens);
          laneLargest = max(laneLargest, score[j]);
        }
        exchange[index] = laneLargest;
        workgroupBarrier(); // the keys have been read

        let before = largest;
        largest = max(
          max(before, max(exchange[group], exchange[group + 1])),
          max(exchange[group + 2], exchange[group + 3]));
        let shrink = exp(before - largest);
        total *= shrink;
        for (var j = 0; j < ${scores}; j++) {
          let p = exp(score[j] - largest);
          probabilities[row * ${KEYS + 1} + lane + ${LANES} * j] = p;
          total += p;
        }
        _ = loadRows(first, 2);
        workgroupBarrier();

        for (var i = 0; i < ${perLane}; i++) { sumOfValues[i] *= shrink; }
        for (var key = 0; key < ${KEYS}; key++) {
          let p = probabilities[row * ${KEYS + 1} + key];
          for (var i = 0; i < ${perLane}; i++) {
            sumOfValues[i] += p * keysOrValues[key * STRIDE + lane + ${LANES} * i];
          }
        }
      }

      workgroupBarrier();
      exchange[index] = total;
      workgroupBarrier();
      total = exchange[group] + exchange[group + 1] + exchange[group + 2] + exchange[group + 3];
      if (query < tokens) {
        let row4 = i32(workgroupId.z) * tokens + query;
        let out = row4 * (uniforms.outShape.z / 4) + i32(workgroupId.y) * SIZE4;
        for (var i = 0; i < ${perLane}; i++) {
          result[out + lane + ${LANES} * i] = sumOfValues[i] / total;
        }
      }
    }
    `;
  }
}
