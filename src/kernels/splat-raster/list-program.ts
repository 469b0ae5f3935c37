import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { FOOTPRINT_4, TILE, tilesAcross } from './shader';

const INVOCATIONS = 256;

/**
 * For each tile the footprints that show in it, nearest first: [tiles, 1 + N] int32, their number and then their
 * indices. Footprints come in depth order, so nothing is sorted here.
 *
 * A workgroup a tile: (1) each invocation counts the hits in its own run of footprints; (2) an inclusive scan (Hillis
 * and Steele, 1986) of the counts says where its hits go; (3) it writes them. Any number of footprints fits.
 */
export class ListProgram implements WebGPUProgram {
  readonly variableNames = ['footprints'];
  readonly variableComponents = [4];
  readonly outputComponent = 1;
  readonly workgroupSize: [number, number, number] = [INVOCATIONS, 1, 1];
  readonly dispatchLayout = { x: [0], y: [1] };
  readonly outputShape: number[];
  readonly uniforms = 'count : i32, across : i32,';
  dispatch: [number, number, number];
  shaderKey = 'kiln_splat_list';

  constructor(count: number, size: number) {
    const tiles = tilesAcross(size) ** 2;
    this.outputShape = [tiles, 1 + count];
    this.dispatch = [tiles, 1, 1];
  }

  getUserCode(): string {
    return `
    var<workgroup> counts : array<i32, ${INVOCATIONS}>;

    fn shows(index : i32, low : vec2<f32>) -> bool {
      let footprint = footprints[${FOOTPRINT_4} * index];
      let reach = footprint.w;
      return reach >= 0.0 && all(footprint.xy + reach >= low) && all(footprint.xy - reach <= low + ${TILE - 1}.0);
    }

    fn main() {
      let tile = i32(workgroupId.x);
      let low = vec2<f32>(f32(tile % uniforms.across), f32(tile / uniforms.across)) * ${TILE}.0;
      let run = (uniforms.count + ${INVOCATIONS - 1}) / ${INVOCATIONS};
      let local = i32(localIndex);
      let first = local * run;
      let last = min(first + run, uniforms.count);
      var hits = 0;
      for (var i = first; i < last; i++) { hits += i32(shows(i, low)); }

      counts[local] = hits;
      for (var step = 1; step < ${INVOCATIONS}; step *= 2) {
        workgroupBarrier();
        var before = 0;
        if (local >= step) { before = counts[local - step]; }
        workgroupBarrier();
        counts[local] += before;
      }

      let start = tile * (uniforms.count + 1);
      var to = start + 1 + counts[local] - hits;
      for (var i = first; i < last; i++) {
        if (shows(i, low)) {
          result[to] = i;
          to++;
        }
      }
      if (local == ${INVOCATIONS - 1}) { result[start] = counts[local]; }
    }
    `;
  }
}
