import { LOW_PASS } from './splats';

/**
 * A splat from the camera, in WGSL: the twin of Seen in projection.ts, whose names it shares. It reads the inputs
 * `splats` and `view`.
 *
 * view: right, distance; down, focal; back, size; column, row, count.
 */
export const SEEN = `
    struct Seen {
      x : f32,
      y : f32,
      depth : f32,
      u : vec3<f32>,
      v : vec3<f32>,
      b : vec3<f32>,
      covariance : vec3<f32>, // xx, xy, yy before the low-pass filter
      sharp : f32,
      blurred : f32,
      share : f32,
    };

    fn look(index : i32) -> Seen {
      let start = 4 * index;
      let position = splats[start].xyz;
      let scales = splats[start + 1].xyz;
      let q = splats[start + 2]; // w x y z
      let right = view[0].xyz;
      let down = view[1].xyz;
      let back = view[2].xyz;
      var seen : Seen;
      seen.x = dot(right, position);
      seen.y = dot(down, position);
      seen.depth = view[0].w - dot(back, position);
      // Columns of the rotation, each as long as one standard deviation.
      let axes = mat3x3<f32>(
        scales.x * vec3<f32>(1.0 - 2.0 * (q.z * q.z + q.w * q.w), 2.0 * (q.y * q.z + q.x * q.w), 2.0 * (q.y * q.w - q.x * q.z)),
        scales.y * vec3<f32>(2.0 * (q.y * q.z - q.x * q.w), 1.0 - 2.0 * (q.y * q.y + q.w * q.w), 2.0 * (q.z * q.w + q.x * q.y)),
        scales.z * vec3<f32>(2.0 * (q.y * q.w + q.x * q.z), 2.0 * (q.z * q.w - q.x * q.y), 1.0 - 2.0 * (q.y * q.y + q.z * q.z)));
      let magnified = view[1].w / seen.depth;
      seen.b = back * axes;
      seen.u = magnified * (right * axes + seen.x / seen.depth * seen.b);
      seen.v = magnified * (down * axes + seen.y / seen.depth * seen.b);
      let xx = dot(seen.u, seen.u);
      let xy = dot(seen.u, seen.v);
      let yy = dot(seen.v, seen.v);
      seen.covariance = vec3<f32>(xx, xy, yy);
      // The determinant xx yy - xy², which that difference would lose where a disc is seen edge-on.
      let minors = cross(seen.u, seen.v);
      seen.sharp = dot(minors, minors);
      seen.blurred = seen.sharp + ${LOW_PASS} * (xx + yy) + ${LOW_PASS ** 2};
      seen.share = sqrt(seen.sharp / seen.blurred);
      return seen;
    }

    // The inverse of the covariance after the filter.
    fn conicOf(seen : Seen) -> vec3<f32> {
      let c = seen.covariance;
      return vec3<f32>(c.z + ${LOW_PASS}, -c.y, c.x + ${LOW_PASS}) / seen.blurred;
    }
`;
