import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { FOOTPRINT_4, TILE_PIXELS, tilesAcross } from './shader';
import { PIXEL, TRANSMITTANCE_MIN } from './splats';
import { TILES } from './tile-wgsl';

/** Footprints in workgroup memory at a time. */
const BATCH = 64;

/**
 * Footprints to a picture [size, size, PIXEL], front to back (Kerbl et al., 2023): a workgroup a tile, an invocation a
 * pixel; the tile's footprints come to workgroup memory 64 at a time. Inputs: footprints, lists.
 */
export class CompositeProgram implements WebGPUProgram {
  readonly variableNames = ['footprints', 'lists'];
  readonly variableComponents = [4, 1];
  readonly outputComponent = 1;
  readonly workgroupSize: [number, number, number] = [TILE_PIXELS, 1, 1];
  readonly dispatchLayout = { x: [0], y: [1], z: [2] };
  readonly outputShape: number[];
  readonly uniforms = 'count : i32, across : i32, size : i32,';
  dispatch: [number, number, number];
  shaderKey = 'kiln_splat_composite';

  constructor(size: number) {
    this.outputShape = [size, size, PIXEL];
    this.dispatch = [tilesAcross(size) ** 2, 1, 1];
  }

  getUserCode(): string {
    return `
    var<workgroup> batch : array<vec4<f32>, ${BATCH * FOOTPRINT_4}>;
    ${TILES}
    fn main() {
      let pixel = pixelOf();
      let local = i32(localIndex);
      let list = listStart() + 1;
      let length = listLength();
      var light = vec4<f32>(0.0); // red, green, blue, depth
      var shines = 1.0;
      for (var first = 0; first < length; first += ${BATCH}) {
        workgroupBarrier(); // the batch before has been read
        let inBatch = min(${BATCH}, length - first);
        if (local < ${FOOTPRINT_4} * inBatch) {
          let index = lists[list + first + local / ${FOOTPRINT_4}];
          batch[local] = footprints[${FOOTPRINT_4} * index + local % ${FOOTPRINT_4}];
        }
        workgroupBarrier();
        for (var i = 0; i < inBatch && shines >= ${TRANSMITTANCE_MIN}; i++) {
          let place = batch[${FOOTPRINT_4} * i];
          let alpha = alphaAt(batch[${FOOTPRINT_4} * i + 1], vec2<f32>(pixel) - place.xy);
          light += shines * alpha * vec4<f32>(batch[${FOOTPRINT_4} * i + 2].xyz, place.z);
          shines *= 1.0 - alpha;
        }
      }
      if (any(pixel >= vec2<i32>(uniforms.size))) { return; }
      let out = ${PIXEL} * (pixel.y * uniforms.size + pixel.x);
      result[out] = light.x;
      result[out + 1] = light.y;
      result[out + 2] = light.z;
      result[out + 3] = 1.0 - shines;
      result[out + 4] = light.w;
    }
    `;
  }
}
