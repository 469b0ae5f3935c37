/**
 * Writes the unit quaternion (w, x, y, z) of the rotation whose matrix has the orthonormal, right-handed columns
 * a, b, c, at `offset` into `out`.
 *
 * After Shepperd, "Quaternion from rotation matrix", 1978: it divides by the largest component, so that no
 * rotation is ill-conditioned.
 */
export function writeQuaternion(
  out: Float32Array,
  offset: number,
  ax: number,
  ay: number,
  az: number,
  bx: number,
  by: number,
  bz: number,
  cx: number,
  cy: number,
  cz: number,
): void {
  let w: number;
  let x: number;
  let y: number;
  let z: number;
  const trace = ax + by + cz;
  if (trace > 0) {
    w = 1 + trace;
    x = bz - cy;
    y = cx - az;
    z = ay - bx;
  } else if (ax >= by && ax >= cz) {
    w = bz - cy;
    x = 1 + ax - by - cz;
    y = bx + ay;
    z = cx + az;
  } else if (by >= cz) {
    w = cx - az;
    x = bx + ay;
    y = 1 + by - ax - cz;
    z = cy + bz;
  } else {
    w = ay - bx;
    x = cx + az;
    y = cy + bz;
    z = 1 + cz - ax - by;
  }
  const inverse = 1 / Math.sqrt(w * w + x * x + y * y + z * z);
  out[offset] = w * inverse;
  out[offset + 1] = x * inverse;
  out[offset + 2] = y * inverse;
  out[offset + 3] = z * inverse;
}
