import { FileError } from '../../base/file-error';
import { readAccessor } from '../../gltf/accessor';
import type { ElementType } from '../../gltf/components';
import type { GltfDocument, GltfJson } from '../../gltf/document';
import { allocateCloud } from '../cloud';
import { type CloudFile, checkCount, recipeFrom, SPLATS_MAX } from '../cloud-file';
import { SH_C0 } from '../ply';
import { SPLATTING, splatAttribute } from '../splatting';
import { tidyCloud } from '../tidy-cloud';

type Primitive = GltfJson['meshes'][number]['primitives'][number];

const KIND = 'The glTF';

/** The first group of splats in a glTF, or null where it holds none. */
export function splatPrimitive({ json }: GltfDocument): Primitive | null {
  const primitives = json.meshes.flatMap((mesh) => mesh.primitives);
  return primitives.find(({ extensions }) => extensions?.[SPLATTING] !== undefined) ?? null;
}

/**
 * Reads the splats of a glTF with KHR_gaussian_splatting. Nodes are taken to stand where they are, as splat files
 * have one; higher spherical harmonics are left out.
 *
 * @throws FileError
 */
export function readSplatGlb(document: GltfDocument, { attributes }: Primitive): CloudFile {
  const read = (name: string, type: ElementType) => {
    const index = attributes[name];
    if (index === undefined) throw new FileError(`${KIND} has splats without ${name}.`);
    return readAccessor(document, index, [type], SPLATS_MAX);
  };
  const positions = read('POSITION', 'VEC3');
  const count = positions.length / 3;
  checkCount(count, KIND);
  const cloud = allocateCloud(count);
  const turns = read(splatAttribute('ROTATION'), 'VEC4');
  const paint = read(splatAttribute('SH_DEGREE_0_COEF_0'), 'VEC3');
  const parts = [
    [cloud.positions, positions],
    [cloud.scales, read(splatAttribute('SCALE'), 'VEC3')],
    [cloud.opacities, read(splatAttribute('OPACITY'), 'SCALAR')],
    [cloud.rotations, turns.map((_, i) => turns[i - (i % 4) + ((i + 3) % 4)]!)],
    [cloud.colors, paint.map((value) => 0.5 + SH_C0 * value)],
  ] as const;
  for (const [target, values] of parts) {
    if (values.length !== target.length)
      throw new FileError(`${KIND} is damaged: its splats' values differ in number.`);
    target.set(values);
  }
  tidyCloud(cloud, KIND);
  return { cloud, recipe: gltfRecipe(document) };
}

/** The recipe that Kiln puts into the asset's extras. @throws FileError where it is damaged */
export function gltfRecipe({ json }: GltfDocument) {
  const extras = json.asset.extras as { kiln?: unknown } | null | undefined;
  return extras?.kiln === undefined ? null : recipeFrom(JSON.stringify(extras.kiln));
}
