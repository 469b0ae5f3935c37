import { clamp, sigmoid } from '../../base/scalar';
import { allocateCloud, type SplatCloud } from '../cloud';
import { PLY_PROPERTIES, RECIPE_KEYWORD, SH_C0 } from '../ply';
import { parseRecipe, type Recipe } from '../recipe';

export interface PlyContent {
  readonly cloud: SplatCloud;
  /** What made the cloud, where the file says so. */
  readonly recipe: Recipe | null;
}

/**
 * Reads a binary little-endian .ply in the standard 3D Gaussian Splatting layout. Further float properties (higher
 * spherical harmonics) are skipped, colours outside [0, 1] are clamped, rotations are normalised.
 *
 * @throws Error that says what is wrong: no such layout, a length that does not match the count, values that are
 *   not finite, a rotation of length zero, a damaged recipe
 */
export function readPly(bytes: Uint8Array): PlyContent {
  const header = readHeader(bytes);
  const { count, properties, recipe } = header;
  const stride = properties.length * 4;
  const expected = header.length + count * stride;
  if (bytes.length !== expected) {
    const what = bytes.length < expected ? 'is cut short' : 'has bytes to spare';
    throw new Error(
      `the .ply ${what}: ${count} splats need ${expected} bytes, and there are ${bytes.length}`,
    );
  }
  const offsets = PLY_PROPERTIES.map((name) => {
    const index = properties.indexOf(name);
    // Normals carry nothing here, and some writers leave them out.
    if (index < 0 && !name.startsWith('n')) throw new Error(`the .ply has no property ${name}`);
    return index * 4;
  });
  const at = Object.fromEntries(PLY_PROPERTIES.map((name, i) => [name, offsets[i]!])) as Record<
    (typeof PLY_PROPERTIES)[number],
    number
  >;

  const view = new DataView(bytes.buffer, bytes.byteOffset + header.length);
  const cloud = allocateCloud(count);
  for (let i = 0; i < count; i++) {
    const get = (name: (typeof PLY_PROPERTIES)[number]) => {
      const value = view.getFloat32(i * stride + at[name], true);
      if (!Number.isFinite(value)) throw new Error(`${name} of splat ${i} in the .ply is ${value}`);
      return value;
    };
    cloud.positions.set([get('x'), get('y'), get('z')], 3 * i);
    cloud.scales.set([Math.exp(get('scale_0')), Math.exp(get('scale_1')), Math.exp(get('scale_2'))], 3 * i);
    cloud.colors.set([color(get('f_dc_0')), color(get('f_dc_1')), color(get('f_dc_2'))], 3 * i);
    cloud.opacities[i] = sigmoid(get('opacity'));
    const rotation = [get('rot_0'), get('rot_1'), get('rot_2'), get('rot_3')];
    const norm = Math.hypot(...rotation);
    if (norm < 1e-6) throw new Error(`the rotation of splat ${i} in the .ply has length zero`);
    cloud.rotations.set(
      rotation.map((value) => value / norm),
      4 * i,
    );
  }
  return { cloud, recipe };
}

function color(coefficient: number): number {
  return clamp(0.5 + SH_C0 * coefficient, 0, 1);
}

interface Header {
  /** Bytes up to and with the line feed after end_header. */
  readonly length: number;
  readonly count: number;
  /** Names in the order of the file, all float32. */
  readonly properties: string[];
  readonly recipe: Recipe | null;
}

/** More than any header we know of needs; keeps a wrong file from being searched to its end. */
const HEADER_BYTES_MAX = 65_536;

function readHeader(bytes: Uint8Array): Header {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, HEADER_BYTES_MAX));
  const end = text.match(/\nend_header\r?\n/);
  if (!/^ply\r?\n/.test(text) || end?.index === undefined) {
    throw new Error('this is not a .ply file: it lacks the header from "ply" to "end_header"');
  }
  let count: number | undefined;
  let recipe: Recipe | null = null;
  const properties: string[] = [];
  for (const line of text.slice(0, end.index).split(/\r?\n/).slice(1)) {
    const [keyword, ...words] = line.split(' ');
    if (keyword === 'format' && words[0] !== 'binary_little_endian') {
      throw new Error(`the .ply is in the format ${words[0]}; only binary_little_endian can be read`);
    } else if (keyword === 'comment' && words[0] === RECIPE_KEYWORD) {
      recipe = parseRecipe(words.slice(1).join(' '));
    } else if (keyword === 'element') {
      if (words[0] !== 'vertex' || !/^\d+$/.test(words[1] ?? '') || count !== undefined) {
        throw new Error(`the .ply must have one element, vertex, with its count; it has "${line}"`);
      }
      count = Number(words[1]);
    } else if (keyword === 'property') {
      const [type, name] = words;
      if ((type !== 'float' && type !== 'float32') || !name) {
        throw new Error(`the .ply has "${line}"; only float properties can be read`);
      }
      properties.push(name);
    }
  }
  if (count === undefined) throw new Error('the .ply does not say how many splats it holds');
  return { length: end.index + end[0].length, count, properties, recipe };
}
