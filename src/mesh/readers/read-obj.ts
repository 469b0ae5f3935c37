import { FileError } from '../../base/file-error';
import { clamp } from '../../base/scalar';
import { type CloudFile, recipeFrom } from '../../splat/cloud-file';
import { RECIPE_KEYWORD } from '../../splat/ply';
import { clayColors } from '../clay';
import { CORNERS_MAX, checkSurface } from '../limits';
import { cornerColors, meshToCloud } from '../to-cloud';

const KIND = 'The .obj';

/**
 * Reads a Wavefront .obj as a cloud that covers its surface. Colours behind the coordinates are kept; materials are in
 * files of their own and are not, so that a mesh without colours looks like clay.
 *
 * @throws FileError
 */
export function readObj(bytes: Uint8Array): CloudFile {
  const positions: number[] = [];
  const colors: number[] = [];
  const triangles: number[] = [];
  let recipe: string | null = null;
  for (const line of linesOf(bytes)) {
    const words = line.split(/\s+/);
    if (words[0] === 'v') {
      const values = words.slice(1).map(Number);
      if (values.length < 3)
        throw new FileError(`${KIND} is damaged: a corner has fewer than three coordinates.`);
      positions.push(...values.slice(0, 3));
      if (values.length >= 6) colors.push(...values.slice(-3).map((value) => clamp(value, 0, 1)));
      if (positions.length > 3 * CORNERS_MAX) throw new FileError(`${KIND} is too large.`);
    } else if (words[0] === 'f') {
      const corners = words.slice(1).map((word) => cornerOf(word, positions.length / 3));
      for (let i = 1; i + 1 < corners.length; i++) triangles.push(corners[0]!, corners[i]!, corners[i + 1]!);
      if (triangles.length > 6 * CORNERS_MAX) throw new FileError(`${KIND} is too large.`);
    } else if (words[0] === '#' && words[1] === RECIPE_KEYWORD) {
      recipe = line.slice(line.indexOf(RECIPE_KEYWORD) + RECIPE_KEYWORD.length + 1);
    }
  }
  const surface = { positions: Float32Array.from(positions), triangles: Uint32Array.from(triangles) };
  checkSurface(surface.positions, surface.triangles, KIND);
  const painted = colors.length === positions.length ? Float32Array.from(colors) : clayColors(surface);
  return {
    cloud: meshToCloud(surface, cornerColors({ ...surface, colors: painted })),
    recipe: recipeFrom(recipe),
  };
}

/** Lines without the space around them, one at a time: as one text, a large file would not fit. */
function* linesOf(bytes: Uint8Array): Generator<string> {
  const decoder = new TextDecoder();
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(10, start);
    const stop = end < 0 ? bytes.length : end;
    yield decoder.decode(bytes.subarray(start, stop)).trim();
    start = stop + 1;
  }
}

/** The corner of `7`, `7/1`, `7//3`, or of `-1`, which is the last so far. */
function cornerOf(word: string, count: number): number {
  const number = Number.parseInt(word, 10);
  const index = number < 0 ? count + number : number - 1;
  if (!Number.isInteger(index) || index < 0) {
    throw new FileError(`${KIND} is damaged: "${word.slice(0, 40)}" names no corner.`);
  }
  return index;
}
