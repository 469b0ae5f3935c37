import { clamp, logit } from '../../base/scalar';
import { type SplatCloud, validateCloud } from '../cloud';
import { halfTurn } from '../half-turn';
import { PLY_PROPERTIES, plyComments, SH_C0 } from '../ply';
import type { Recipe } from '../recipe';

/** Keeps the logit of wholly transparent and wholly opaque splats finite. */
const OPACITY_MARGIN = 1e-6;

/**
 * A cloud as a binary little-endian .ply in the standard 3D Gaussian Splatting layout: normals of zero, colour as
 * f_dc, opacity as a logit, scales as natural logarithms, rotation w x y z. Y is down, as in files of trained scenes,
 * so that viewers show the object upright.
 *
 * @param recipe goes into a comment line as JSON
 * @throws RangeError where the cloud is not valid
 */
export function writePly(cloud: SplatCloud, recipe: Recipe | null): Uint8Array<ArrayBuffer> {
  validateCloud(cloud);
  const header = new TextEncoder().encode(
    [
      'ply',
      'format binary_little_endian 1.0',
      ...plyComments(recipe),
      `element vertex ${cloud.count}`,
      ...PLY_PROPERTIES.map((name) => `property float ${name}`),
      'end_header',
      '',
    ].join('\n'),
  );
  const bytes = new Uint8Array(header.length + cloud.count * PLY_PROPERTIES.length * 4);
  bytes.set(header);
  const view = new DataView(bytes.buffer, header.length);
  const { positions, scales, rotations, colors, opacities } = halfTurn(cloud);
  let offset = 0;
  const put = (value: number) => {
    view.setFloat32(offset, value, true);
    offset += 4;
  };
  for (let i = 0; i < cloud.count; i++) {
    for (let k = 0; k < 3; k++) put(positions[3 * i + k]!);
    for (let k = 0; k < 3; k++) put(0);
    for (let k = 0; k < 3; k++) put((colors[3 * i + k]! - 0.5) / SH_C0);
    put(logit(clamp(opacities[i]!, OPACITY_MARGIN, 1 - OPACITY_MARGIN)));
    for (let k = 0; k < 3; k++) put(Math.log(scales[3 * i + k]!));
    for (let k = 0; k < 4; k++) put(rotations[4 * i + k]!);
  }
  return bytes;
}
