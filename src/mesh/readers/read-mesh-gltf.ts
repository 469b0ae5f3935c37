import { FileError } from '../../base/file-error';
import { clamp } from '../../base/scalar';
import { fromLinear } from '../../base/srgb';
import { readAccessor } from '../../gltf/accessor';
import { MODE } from '../../gltf/components';
import type { GltfDocument, GltfJson } from '../../gltf/document';
import { IDENTITY, type Matrix, multiply, nodeMatrix, transform } from '../../gltf/matrix';
import type { CloudFile } from '../../splat/cloud-file';
import { gltfRecipe } from '../../splat/readers/read-splat-glb';
import { clayColors } from '../clay';
import { CORNERS_MAX, checkSurface } from '../limits';
import { type ColorAt, meshToCloud } from '../to-cloud';
import type { DecodeImage } from './image';
import { loadTexture, type Sampler } from './texture';

type Primitive = GltfJson['meshes'][number]['primitives'][number];

const KIND = 'The glTF';

/** Deeper than any file's tree; a node that contains itself has no end. */
const DEPTH_MAX = 64;
/** Nodes met on the way: a few that name each other twice are a tree of astronomical size. */
const VISITS_MAX = 100_000;

/** What the triangles of one primitive look like. */
interface Part {
  readonly positions: Float32Array;
  readonly triangles: Uint32Array;
  readonly colorAt: ColorAt;
}

/**
 * Reads the meshes of a glTF as a cloud that covers their surfaces, with corner colours, base colours and textures;
 * what is without any looks like clay. Skins and morph targets stay in their rest pose.
 *
 * @param decode turns a PNG, JPEG or WebP into pixels
 * @throws FileError
 */
export async function readMeshGltf(document: GltfDocument, decode: DecodeImage): Promise<CloudFile> {
  const found = primitivesOf(document).filter(({ primitive }) => primitive.mode === MODE.triangles);
  checkExtent(document, found);
  const parts: Part[] = [];
  for (const { primitive, matrix } of found) parts.push(await partOf(document, primitive, matrix, decode));
  const positions = concatenate(parts.map((part) => part.positions));
  let corner = 0;
  const triangles = parts.flatMap((part) => {
    const from = corner;
    corner += part.positions.length / 3;
    return [part.triangles.map((index) => index + from)];
  });
  const surface = { positions, triangles: Uint32Array.from(concatenateWords(triangles)) };
  checkSurface(surface.positions, surface.triangles, KIND);
  return { cloud: meshToCloud(surface, colorsOfParts(parts)), recipe: gltfRecipe(document) };
}

/** Before any of it is read: a few bytes can be named ten thousand times. */
function checkExtent({ json }: GltfDocument, found: readonly { readonly primitive: Primitive }[]): void {
  const total = (accessorOf: (primitive: Primitive) => number | undefined) =>
    found.reduce((sum, { primitive }) => sum + (json.accessors[accessorOf(primitive) ?? -1]?.count ?? 0), 0);
  if (
    total(({ attributes }) => attributes.POSITION) > CORNERS_MAX ||
    total(({ indices }) => indices) > 6 * CORNERS_MAX
  ) {
    throw new FileError(`${KIND} has more than ${CORNERS_MAX / 1e6} million corners. Simplify it first.`);
  }
}

/** Each primitive with where its node puts it, along the scene's tree. */
function primitivesOf({ json }: GltfDocument): { primitive: Primitive; matrix: Matrix }[] {
  const found: { primitive: Primitive; matrix: Matrix }[] = [];
  let visits = 0;
  const visit = (index: number, above: Matrix, depth: number) => {
    const node = json.nodes[index];
    if (!node || depth > DEPTH_MAX || found.length > 10_000 || ++visits > VISITS_MAX)
      throw new FileError(`${KIND} is damaged: its tree has no end.`);
    const matrix = multiply(above, nodeMatrix(node));
    for (const primitive of node.mesh === undefined ? [] : (json.meshes[node.mesh]?.primitives ?? [])) {
      found.push({ primitive, matrix });
    }
    for (const child of node.children) visit(child, matrix, depth + 1);
  };
  for (const root of json.scenes[json.scene]?.nodes ?? json.nodes.keys()) visit(root, IDENTITY, 0);
  return found;
}

async function partOf(
  document: GltfDocument,
  { attributes, indices, material }: Primitive,
  matrix: Matrix,
  decode: DecodeImage,
): Promise<Part> {
  if (attributes.POSITION === undefined) throw new FileError(`${KIND} has a mesh without positions.`);
  const positions = transform(readAccessor(document, attributes.POSITION, ['VEC3'], CORNERS_MAX), matrix);
  const count = positions.length / 3;
  const triangles =
    indices === undefined
      ? Uint32Array.from({ length: count - (count % 3) }, (_, i) => i)
      : Uint32Array.from(readAccessor(document, indices, ['SCALAR'], 6 * CORNERS_MAX));
  if (triangles.length % 3 !== 0) throw new FileError(`${KIND} is damaged: its triangles lack corners.`);
  // Before anything is looked up by them.
  if (triangles.length > 0) checkSurface(positions, triangles, KIND);
  const paint = document.json.materials[material ?? -1]?.pbrMetallicRoughness;
  const corners = attributes.COLOR_0 === undefined ? null : cornerColors(document, attributes.COLOR_0, count);
  const sampler = await loadTexture(document, paint?.baseColorTexture, attributes, count, decode);
  if (!corners && !sampler && !paint?.baseColorFactor) {
    const clay = clayColors({ positions, triangles });
    return { positions, triangles, colorAt: blendCorners(clay, triangles) };
  }
  const factor = paint?.baseColorFactor ?? [1, 1, 1];
  return { positions, triangles, colorAt: combine(triangles, factor, corners, sampler) };
}

/** [n, 3] linear light. */
function cornerColors(document: GltfDocument, index: number, count: number): Float32Array {
  const values = readAccessor(document, index, ['VEC3', 'VEC4'], CORNERS_MAX);
  const size = values.length / count;
  if (size !== 3 && size !== 4)
    throw new FileError(`${KIND} is damaged: its colours and positions differ in number.`);
  return Float32Array.from({ length: 3 * count }, (_, i) => values[size * Math.floor(i / 3) + (i % 3)]!);
}

function blendCorners(values: Float32Array, triangles: Uint32Array): ColorAt {
  return (triangle, ...weights) =>
    [0, 1, 2].map((k) =>
      weights.reduce((sum, weight, c) => sum + weight * values[3 * triangles[3 * triangle + c]! + k]!, 0),
    ) as [number, number, number];
}

/** The product of factor, corner colours and texture in linear light, as glTF has it, back in sRGB. */
function combine(
  triangles: Uint32Array,
  factor: readonly number[],
  corners: Float32Array | null,
  sampler: Sampler | null,
): ColorAt {
  const blend = corners && blendCorners(corners, triangles);
  return (triangle, a, b, c) => {
    const own = blend?.(triangle, a, b, c) ?? [1, 1, 1];
    const texel = sampler?.([0, 1, 2].map((k) => triangles[3 * triangle + k]!) as [number, number, number], [
      a,
      b,
      c,
    ]) ?? [1, 1, 1];
    return [0, 1, 2].map((k) => fromLinear(clamp(factor[k]! * own[k]! * texel[k]!, 0, 1))) as [
      number,
      number,
      number,
    ];
  };
}

function colorsOfParts(parts: readonly Part[]): ColorAt {
  let reach = 0;
  const ends = parts.map(({ triangles }) => {
    reach += triangles.length / 3;
    return reach;
  });
  let part = 0;
  return (triangle, ...weights) => {
    if (triangle < (ends[part - 1] ?? 0)) part = 0;
    while (triangle >= ends[part]!) part++;
    return parts[part]!.colorAt(triangle - (ends[part - 1] ?? 0), ...weights);
  };
}

function concatenate(arrays: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    whole.set(array, at);
    at += array.length;
  }
  return whole;
}

function concatenateWords(arrays: readonly Uint32Array[]): Uint32Array {
  const whole = new Uint32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    whole.set(array, at);
    at += array.length;
  }
  return whole;
}
