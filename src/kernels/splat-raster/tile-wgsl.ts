import { TILE } from './shader';
import { ALPHA_MAX, ALPHA_MIN } from './splats';

/**
 * Where a workgroup's tile and an invocation's pixel are, and a footprint's alpha there, in WGSL. It reads the input
 * `lists` and the uniforms count, size and across.
 */
export const TILES = `
    var<workgroup> listed : i32;

    fn pixelOf() -> vec2<i32> {
      let tile = i32(workgroupId.x);
      let local = i32(localIndex);
      return ${TILE} * vec2<i32>(tile % uniforms.across, tile / uniforms.across)
        + vec2<i32>(local % ${TILE}, local / ${TILE});
    }

    fn listStart() -> i32 { return i32(workgroupId.x) * (uniforms.count + 1); }

    // Length of the tile's list, in a form that may bound loops with barriers.
    fn listLength() -> i32 {
      if (localIndex == 0u) { listed = lists[listStart()]; }
      return workgroupUniformLoad(&listed);
    }

    // 0 where the footprint does not show.
    fn alphaAt(conic : vec4<f32>, d : vec2<f32>) -> f32 {
      let power = 0.5 * (conic.x * d.x * d.x + 2.0 * conic.y * d.x * d.y + conic.z * d.y * d.y);
      let alpha = conic.w * exp(-power);
      return select(0.0, min(alpha, ${ALPHA_MAX}), alpha >= ${ALPHA_MIN});
    }
`;
