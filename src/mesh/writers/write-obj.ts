import { RECIPE_KEYWORD } from '../../splat/ply';
import { formatRecipe, type Recipe } from '../../splat/recipe';
import { type Mesh, normalsOf } from '../mesh';

/** Corners that are turned into text in one go. */
const BATCH = 4096;

/**
 * A mesh as a Wavefront .obj in ASCII, its colours behind the coordinates of each corner (sRGB), as Blender, MeshLab
 * and others read them.
 *
 * @param recipe goes into a comment line as JSON
 */
export function writeObj(mesh: Mesh, recipe: Recipe | null): Uint8Array<ArrayBuffer> {
  const normals = normalsOf(mesh);
  const count = mesh.positions.length / 3;
  const pieces = ['# made with Kiln\n', ...(recipe ? [`# ${RECIPE_KEYWORD} ${formatRecipe(recipe)}\n`] : [])];
  const three = (values: Float32Array, at: number, digits: number) =>
    [0, 1, 2].map((k) => Number(values[3 * at + k]!.toFixed(digits))).join(' ');
  const lines = (total: number, line: (index: number) => string) => {
    for (let from = 0; from < total; from += BATCH) {
      const length = Math.min(BATCH, total - from);
      pieces.push(Array.from({ length }, (_, i) => line(from + i)).join(''));
    }
  };
  lines(count, (i) => `v ${three(mesh.positions, i, 6)} ${three(mesh.colors, i, 4)}\n`);
  lines(count, (i) => `vn ${three(normals, i, 4)}\n`);
  lines(mesh.triangles.length / 3, (i) => {
    const [a, b, c] = mesh.triangles.subarray(3 * i, 3 * i + 3);
    return `f ${a! + 1}//${a! + 1} ${b! + 1}//${b! + 1} ${c! + 1}//${c! + 1}\n`;
  });
  return new TextEncoder().encode(pieces.join('')) as Uint8Array<ArrayBuffer>;
}
