import { FileError } from '../../base/file-error';
import { allocateCloud, type SplatCloud } from '../cloud';
import { BITS_3, CHUNK_PROPERTIES, CHUNK_SPLATS, PACKED_PROPERTIES, unpackWord } from '../compressed-ply';
import { fromSmallestThree } from '../smallest-three';
import { columnOf, type PlyElement } from './ply-header';

/** Files of the format's first version have no ranges of colours: their values are fractions of 1. */
const RANGES_WITHOUT_COLOR = 12;

/**
 * Unpacks a compressed .ply (see `writeCompressedPly`). Higher spherical harmonics are left out.
 *
 * @throws FileError where the runs do not cover the splats
 */
export function unpackCompressedPly(bytes: Uint8Array, chunk: PlyElement, vertex: PlyElement): SplatCloud {
  if (chunk.count !== Math.ceil(vertex.count / CHUNK_SPLATS)) {
    throw new FileError(
      `The .ply has ${chunk.count} runs for ${vertex.count} splats; each holds ${CHUNK_SPLATS}.`,
    );
  }
  const hasColors = chunk.properties.has(CHUNK_PROPERTIES[RANGES_WITHOUT_COLOR]!);
  const bounds = CHUNK_PROPERTIES.slice(0, hasColors ? undefined : RANGES_WITHOUT_COLOR).map((name) =>
    columnOf(bytes, chunk, name),
  );
  const [position, rotation, scale, color] = PACKED_PROPERTIES.map((name) => columnOf(bytes, vertex, name));
  const cloud = allocateCloud(vertex.count);
  for (let i = 0; i < vertex.count; i++) {
    const run = Math.floor(i / CHUNK_SPLATS);
    /** The value that a fraction of a range stands for; ranges are those of centre, scale and colour. */
    const within = (range: number, k: number, share: number) => {
      const low = bounds[6 * range + k]!(run);
      return low + share * (bounds[6 * range + 3 + k]!(run) - low);
    };
    const centre = unpackWord(position!(i), BITS_3);
    const size = unpackWord(scale!(i), BITS_3);
    const paint = unpackWord(color!(i), [8, 8, 8, 8]);
    const turn = rotation!(i);
    for (let k = 0; k < 3; k++) {
      cloud.positions[3 * i + k] = within(0, k, centre[k]!);
      cloud.scales[3 * i + k] = Math.exp(within(1, k, size[k]!));
      cloud.colors[3 * i + k] = hasColors ? within(2, k, paint[k]!) : paint[k]!;
    }
    cloud.opacities[i] = paint[3]!;
    const [a, b, c] = unpackWord(turn, [2, 10, 10, 10])
      .slice(1)
      .map((share) => share * 2 - 1) as [number, number, number];
    cloud.rotations.set(fromSmallestThree({ largest: turn >>> 30, rest: [a, b, c] }), 4 * i);
  }
  return cloud;
}
