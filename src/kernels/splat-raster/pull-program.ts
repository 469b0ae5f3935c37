import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { FOOTPRINT_4, PULL_4, TILE, TILE_PIXELS, tilesAcross } from './shader';
import { ALPHA_MAX, PIXEL, TRANSMITTANCE_MIN } from './splats';
import { TILES } from './tile-wgsl';

/** Footprints at a time; as many as a quadruple has values. */
const BATCH = 4;
/** Invocations that share a sum, a row of pixels each. */
const ROWS = TILE;

/**
 * From the gradient at a picture to that at the footprints, [N, 4 PULL_4], which must hold zeros: see pullFootprints
 * in plain.ts for the arithmetic. Inputs: footprints, lists, picture, gradient.
 *
 * A workgroup a tile, four footprints at a time, nearest first:
 * (1) an invocation a pixel: the gradient to ln alpha and the footprint's weight there go to workgroup memory;
 * (2) an invocation for a footprint, a quadruple of its gradients and a row of pixels sums over the row;
 * (3) an invocation a value sums over the rows and adds to what other tiles have found. Floats have no atomic sum in
 *     WGSL, so that is a loop of compare and exchange; only a few tiles share a footprint.
 *
 * 15.3 KiB of workgroup memory, below the 16 that every WebGPU device has.
 */
export class PullProgram implements WebGPUProgram {
  readonly variableNames = ['footprints', 'lists', 'picture', 'gradient'];
  readonly variableComponents = [4, 1, 1, 1];
  readonly outputComponent = 1;
  readonly atomic = true;
  readonly workgroupSize: [number, number, number] = [TILE_PIXELS, 1, 1];
  readonly dispatchLayout = { x: [0], y: [1] };
  readonly outputShape: number[];
  readonly uniforms = 'count : i32, across : i32, size : i32,';
  dispatch: [number, number, number];
  shaderKey = 'kiln_splat_pull';

  constructor(count: number, size: number) {
    this.outputShape = [count, 4 * PULL_4];
    this.dispatch = [tilesAcross(size) ** 2, 1, 1];
  }

  getUserCode(): string {
    return `
    var<workgroup> batch : array<vec4<f32>, ${BATCH * FOOTPRINT_4}>;
    var<workgroup> indices : array<i32, ${BATCH}>;
    var<workgroup> toLogAlpha : array<vec4<f32>, ${TILE_PIXELS}>;
    var<workgroup> weights : array<vec4<f32>, ${TILE_PIXELS}>;
    var<workgroup> pulls : array<vec4<f32>, ${TILE_PIXELS}>; // red, green, blue, depth
    var<workgroup> sums : array<vec4<f32>, ${BATCH * PULL_4 * ROWS}>;
    ${TILES}
    fn addTo(index : i32, value : f32) {
      if (value == 0.0) { return; }
      var before = atomicLoad(&result[index]);
      loop {
        let after = bitcast<i32>(bitcast<f32>(before) + value);
        let exchange = atomicCompareExchangeWeak(&result[index], before, after);
        if (exchange.exchanged) { break; }
        before = exchange.old_value;
      }
    }

    fn main() {
      let pixel = pixelOf();
      let local = i32(localIndex);
      let list = listStart() + 1;
      let length = listLength();
      let corner = vec2<f32>(pixel - vec2<i32>(local % ${TILE}, local / ${TILE}));

      var pull = vec4<f32>(0.0);
      var toAlpha = 0.0;
      var behind = 0.0;
      var shines = 0.0;
      if (all(pixel < vec2<i32>(uniforms.size))) {
        let at = ${PIXEL} * (pixel.y * uniforms.size + pixel.x);
        pull = vec4<f32>(gradient[at], gradient[at + 1], gradient[at + 2], gradient[at + 4]);
        toAlpha = gradient[at + 3];
        behind = dot(pull, vec4<f32>(picture[at], picture[at + 1], picture[at + 2], picture[at + 4]))
          + toAlpha * picture[at + 3];
        shines = 1.0;
      }
      pulls[local] = pull;

      for (var first = 0; first < length; first += ${BATCH}) {
        workgroupBarrier(); // the sums before have been read
        let inBatch = min(${BATCH}, length - first);
        if (local < ${FOOTPRINT_4} * inBatch) {
          let index = lists[list + first + local / ${FOOTPRINT_4}];
          batch[local] = footprints[${FOOTPRINT_4} * index + local % ${FOOTPRINT_4}];
          indices[local / ${FOOTPRINT_4}] = index;
        }
        workgroupBarrier();

        var h = vec4<f32>(0.0);
        var weight = vec4<f32>(0.0);
        for (var i = 0; i < inBatch && shines >= ${TRANSMITTANCE_MIN}; i++) {
          let place = batch[${FOOTPRINT_4} * i];
          let alpha = alphaAt(batch[${FOOTPRINT_4} * i + 1], vec2<f32>(pixel) - place.xy);
          let value = dot(pull, vec4<f32>(batch[${FOOTPRINT_4} * i + 2].xyz, place.z)) + toAlpha;
          weight[i] = shines * alpha;
          behind -= weight[i] * value;
          if (alpha < ${ALPHA_MAX}) { h[i] = alpha * (shines * value - behind / (1.0 - alpha)); }
          shines *= 1.0 - alpha;
        }
        toLogAlpha[local] = h;
        weights[local] = weight;
        workgroupBarrier();

        let part = local / ${BATCH * ROWS};
        let splat = (local / ${ROWS}) % ${BATCH};
        let row = local % ${ROWS};
        if (part < ${PULL_4} && splat < inBatch) {
          let conic = batch[${FOOTPRINT_4} * splat + 1];
          var d = corner + vec2<f32>(0.0, f32(row)) - batch[${FOOTPRINT_4} * splat].xy;
          var sum = vec4<f32>(0.0);
          for (var at = row * ${TILE}; at < (row + 1) * ${TILE}; at++) {
            let hAt = toLogAlpha[at][splat];
            let weightAt = weights[at][splat];
            if (part == 0) {
              let along = vec2<f32>(conic.x * d.x + conic.y * d.y, conic.y * d.x + conic.z * d.y);
              sum += vec4<f32>(hAt * along, hAt, weightAt * pulls[at].w);
            } else if (part == 1) {
              sum -= hAt * vec4<f32>(0.5 * d.x * d.x, d.x * d.y, 0.5 * d.y * d.y, 0.0);
            } else {
              sum += weightAt * vec4<f32>(pulls[at].xyz, 0.0);
            }
            d.x += 1.0;
          }
          sums[local] = sum;
        }
        workgroupBarrier();

        if (local < ${4 * PULL_4} * inBatch) {
          let to = local / ${4 * PULL_4};
          let value = local % ${4 * PULL_4};
          let start = (value / 4 * ${BATCH} + to) * ${ROWS};
          var sum = 0.0;
          for (var i = 0; i < ${ROWS}; i++) { sum += sums[start + i][value % 4]; }
          addTo(${4 * PULL_4} * indices[to] + value, sum);
        }
      }
    }
    `;
  }
}
