import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { SEEN } from './seen-wgsl';
import { GRADIENT_4, PULL_4 } from './shader';
import { NEAR_PLANE } from './splats';

const INVOCATIONS = 64;

/**
 * The gradient at footprints to that at splats, one invocation each: see `unproject` in projection.ts. Inputs: splats,
 * view, pull.
 */
export class UnprojectProgram implements WebGPUProgram {
  readonly variableNames = ['splats', 'view', 'pull'];
  readonly variableComponents = [4, 4, 4];
  readonly outputComponent = 4;
  readonly workgroupSize: [number, number, number] = [INVOCATIONS, 1, 1];
  readonly dispatchLayout = { x: [0], y: [1] };
  readonly outputShape: number[];
  readonly uniforms = 'count : i32,';
  dispatch: [number, number, number];
  shaderKey = 'kiln_splat_unproject';

  constructor(count: number) {
    this.outputShape = [count, 4 * GRADIENT_4];
    this.dispatch = [Math.ceil(count / INVOCATIONS), 1, 1];
  }

  getUserCode(): string {
    return `
    ${SEEN}
    fn main() {
      let index = i32(workgroupId.x) * ${INVOCATIONS} + i32(localIndex);
      if (index >= uniforms.count) { return; }
      let seen = look(index);
      let at = ${PULL_4} * index;
      let out = ${GRADIENT_4} * index;
      let toPlace = pull[at]; // x, y, ln alpha, depth
      result[out + 2] = vec4<f32>(pull[at + 2].xyz, 0.0);
      let opacity = splats[4 * index].w;
      if (seen.depth <= ${NEAR_PLANE} || seen.share * opacity == 0.0) {
        result[out] = vec4<f32>(0.0);
        result[out + 1] = vec4<f32>(0.0);
        return;
      }

      // To the covariance: -A M A for the conic A and its gradient M, then through what the filter takes of opacity.
      let conic = conicOf(seen);
      let c = seen.covariance;
      let a = mat2x2<f32>(conic.x, conic.y, conic.y, conic.z);
      let m = pull[at + 1];
      var toCovariance = a * mat2x2<f32>(m.x, 0.5 * m.y, 0.5 * m.y, m.z) * a * -1.0;
      let sharp = mat2x2<f32>(c.z, -c.y, -c.y, c.x) * (1.0 / seen.sharp);
      toCovariance += (sharp - a) * (0.5 * toPlace.z);

      // To the images u, v of the splat's axes, to the scales, and to where the centre is from the camera.
      let gu = 2.0 * (toCovariance[0].x * seen.u + toCovariance[0].y * seen.v);
      let gv = 2.0 * (toCovariance[0].y * seen.u + toCovariance[1].y * seen.v);
      let focal = view[1].w;
      let towards = focal / (seen.depth * seen.depth) * seen.b;
      let toX = toPlace.x * focal / seen.depth + dot(gu, towards);
      let toY = toPlace.y * focal / seen.depth + dot(gv, towards);
      let toDepth = toPlace.w - focal * (toPlace.x * seen.x + toPlace.y * seen.y) / (seen.depth * seen.depth)
        - (dot(gu, seen.u + towards * seen.x) + dot(gv, seen.v + towards * seen.y)) / seen.depth;
      let toPosition = toX * view[0].xyz + toY * view[1].xyz - toDepth * view[2].xyz;
      let toScales = (gu * seen.u + gv * seen.v) / splats[4 * index + 1].xyz;
      result[out] = vec4<f32>(toPosition, toPlace.z / opacity);
      result[out + 1] = vec4<f32>(toScales, 0.0);
    }
    `;
  }
}
