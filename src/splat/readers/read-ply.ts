import { FileError } from '../../base/file-error';
import { clamp, sigmoid } from '../../base/scalar';
import { allocateCloud, type SplatCloud } from '../cloud';
import { type CloudFile, checkCount } from '../cloud-file';
import { halfTurn } from '../half-turn';
import { SH_C0 } from '../ply';
import { tidyCloud } from '../tidy-cloud';
import { unpackCompressedPly } from './compressed-ply';
import { columnOf, type PlyElement, readPlyHeader } from './ply-header';

/**
 * Reads a binary little-endian .ply of splats, in the standard layout of 3D Gaussian Splatting or compressed. Further
 * properties (normals, higher spherical harmonics) are skipped, colours outside [0, 1] are clamped, rotations are
 * normalised.
 *
 * @throws FileError that says what is wrong: no such layout, a length that does not match the count, values that are
 *   not finite, a rotation of length zero, a damaged recipe
 */
export function readPly(bytes: Uint8Array): CloudFile {
  const { elements, recipe, isYDown } = readPlyHeader(bytes);
  const vertex = elements.get('vertex');
  if (!vertex) throw new FileError('The .ply does not say how many splats it holds.');
  if (vertex.count > 0) checkCount(vertex.count, 'The .ply');
  const chunk = elements.get('chunk');
  const cloud = chunk ? unpackCompressedPly(bytes, chunk, vertex) : standardCloud(bytes, vertex);
  tidyCloud(cloud, 'the .ply');
  return { cloud: isYDown ? halfTurn(cloud) : cloud, recipe };
}

function standardCloud(bytes: Uint8Array, vertex: PlyElement): SplatCloud {
  const column = (name: string) => {
    const get = columnOf(bytes, vertex, name);
    return (row: number) => {
      const value = get(row);
      if (!Number.isFinite(value)) throw new FileError(`${name} of splat ${row} in the .ply is ${value}.`);
      return value;
    };
  };
  const columns = (...names: string[]) => names.map(column);
  const centre = columns('x', 'y', 'z');
  const scale = columns('scale_0', 'scale_1', 'scale_2');
  const rotation = columns('rot_0', 'rot_1', 'rot_2', 'rot_3');
  const color = columns('f_dc_0', 'f_dc_1', 'f_dc_2');
  const opacity = column('opacity');
  const cloud = allocateCloud(vertex.count);
  for (let i = 0; i < vertex.count; i++) {
    for (let k = 0; k < 3; k++) {
      cloud.positions[3 * i + k] = centre[k]!(i);
      cloud.scales[3 * i + k] = Math.exp(scale[k]!(i));
      cloud.colors[3 * i + k] = clamp(0.5 + SH_C0 * color[k]!(i), 0, 1);
    }
    for (let k = 0; k < 4; k++) cloud.rotations[4 * i + k] = rotation[k]!(i);
    cloud.opacities[i] = sigmoid(opacity(i));
  }
  return cloud;
}
