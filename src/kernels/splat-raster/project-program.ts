import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { SEEN } from './seen-wgsl';
import { FOOTPRINT_4 } from './shader';
import { ALPHA_MIN, LOW_PASS, NEAR_PLANE } from './splats';

const INVOCATIONS = 64;

/** Splats to footprints, one invocation each: see `project` in projection.ts. Inputs: splats, view. */
export class ProjectProgram implements WebGPUProgram {
  readonly variableNames = ['splats', 'view'];
  readonly variableComponents = [4, 4];
  readonly outputComponent = 4;
  readonly workgroupSize: [number, number, number] = [INVOCATIONS, 1, 1];
  readonly dispatchLayout = { x: [0], y: [1] };
  readonly outputShape: number[];
  readonly uniforms = 'count : i32,';
  dispatch: [number, number, number];
  shaderKey = 'kiln_splat_project';

  constructor(count: number) {
    this.outputShape = [count, 4 * FOOTPRINT_4];
    this.dispatch = [Math.ceil(count / INVOCATIONS), 1, 1];
  }

  getUserCode(): string {
    return `
    ${SEEN}
    fn main() {
      let index = i32(workgroupId.x) * ${INVOCATIONS} + i32(localIndex);
      if (index >= uniforms.count) { return; }
      let seen = look(index);
      let opacity = splats[4 * index].w * seen.share;
      var reach = -1.0;
      if (seen.depth > ${NEAR_PLANE} && opacity > ${ALPHA_MIN}) {
        let variance = max(seen.covariance.x, seen.covariance.z) + ${LOW_PASS};
        reach = sqrt(2.0 * log(opacity / ${ALPHA_MIN}) * variance);
      }
      let middle = view[3].xy + view[1].w / seen.depth * vec2<f32>(seen.x, seen.y);
      let out = ${FOOTPRINT_4} * index;
      result[out] = vec4<f32>(middle, seen.depth, reach);
      result[out + 1] = vec4<f32>(conicOf(seen), opacity);
      result[out + 2] = vec4<f32>(splats[4 * index + 3].xyz, 0.0);
    }
    `;
  }
}
