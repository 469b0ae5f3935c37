import type { Mesh } from './mesh';

/**
 * A surface without the loose pieces that are small: specks that float beside the object, and bubbles inside it.
 *
 * @param least corners of a piece that stays; the largest stays always
 */
export function dropCrumbs<Surface extends Pick<Mesh, 'positions' | 'triangles'>>(
  surface: Surface,
  least: number,
): Pick<Mesh, 'positions' | 'triangles'> {
  const { positions, triangles } = surface;
  const piece = Uint32Array.from({ length: positions.length / 3 }, (_, i) => i);
  const rootOf = (corner: number) => {
    let root = corner;
    while (piece[root] !== root) {
      piece[root] = piece[piece[root]!]!;
      root = piece[root]!;
    }
    return root;
  };
  for (let i = 0; i < triangles.length; i += 3) {
    piece[rootOf(triangles[i]!)] = rootOf(triangles[i + 1]!);
    piece[rootOf(triangles[i + 1]!)] = rootOf(triangles[i + 2]!);
  }
  const sizes = new Map<number, number>();
  for (let corner = 0; corner < piece.length; corner++) {
    const root = rootOf(corner);
    sizes.set(root, (sizes.get(root) ?? 0) + 1);
  }
  const enough = Math.min(least, Math.max(0, ...sizes.values()));
  const renamed = new Uint32Array(piece.length);
  const kept: number[] = [];
  for (let corner = 0; corner < piece.length; corner++) {
    if (sizes.get(rootOf(corner))! < enough) continue;
    renamed[corner] = kept.length;
    kept.push(corner);
  }
  const stays = (corner: number) => sizes.get(rootOf(corner))! >= enough;
  return {
    positions: Float32Array.from(
      { length: 3 * kept.length },
      (_, i) => positions[3 * kept[Math.floor(i / 3)]! + (i % 3)]!,
    ),
    triangles: triangles.filter((_, i) => stays(triangles[i - (i % 3)]!)).map((corner) => renamed[corner]!),
  };
}
