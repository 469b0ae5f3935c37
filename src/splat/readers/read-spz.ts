import { decompress } from 'fzstd';
import { FileError } from '../../base/file-error';
import { allocateCloud } from '../cloud';
import { type CloudFile, checkCount, checkLength, recipeFrom, SPLATS_MAX } from '../cloud-file';
import { RECIPE_KEYWORD, SH_C0 } from '../ply';
import { fromSmallestThree } from '../smallest-three';
import {
  SPZ_COLOR_SCALE,
  SPZ_HEADER_BYTES,
  SPZ_MAGIC,
  SPZ_ROTATION_BITS,
  SPZ_SCALE_OFFSET,
  SPZ_SCALE_STEPS,
} from '../spz';
import { tidyCloud } from '../tidy-cloud';
import { gunzipUpTo, gzipComment } from './gunzip';

const KIND = 'The .spz';

/** Bytes of a splat's higher spherical harmonics by their degree; they are skipped. */
const HARMONICS_BYTES = [0, 9, 24, 45, 72];

interface Header {
  readonly version: number;
  readonly count: number;
  readonly harmonics: number;
  readonly fractionBits: number;
}

/** Attributes as they lie in the file, unpacked. */
interface Streams {
  readonly centres: Uint8Array;
  readonly alphas: Uint8Array;
  readonly colors: Uint8Array;
  readonly scales: Uint8Array;
  readonly rotations: Uint8Array;
}

/**
 * Reads an .spz of version 2 or 3 (gzip) or 4 (a zstd frame for each attribute). Higher spherical harmonics are left
 * out.
 *
 * @throws FileError
 */
export function readSpz(bytes: Uint8Array): CloudFile {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const unpacked = isGzip ? gunzipUpTo(bytes, SPZ_HEADER_BYTES + SPLATS_MAX * 92, KIND) : bytes;
  const header = readHeader(unpacked);
  if (isGzip !== header.version < 4)
    throw new FileError(`${KIND} is damaged: its version does not fit its packing.`);
  const streams = isGzip ? streamsInRow(unpacked, header) : streamsInFrames(bytes, header);
  const cloud = unpack(header, streams);
  tidyCloud(cloud, KIND);
  const comment = isGzip ? gzipComment(bytes) : null;
  const isRecipe = comment?.startsWith(`${RECIPE_KEYWORD} `);
  return { cloud, recipe: recipeFrom(isRecipe ? comment!.slice(RECIPE_KEYWORD.length + 1) : null) };
}

function readHeader(bytes: Uint8Array): Header {
  if (bytes.length < SPZ_HEADER_BYTES) throw new FileError(`${KIND} is cut short within its header.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== SPZ_MAGIC) throw new FileError('This is not an .spz file.');
  const version = view.getUint32(4, true);
  if (version < 2 || version > 4) {
    throw new FileError(
      `${KIND} is of version ${version}; versions 2 to 4 can be read. Save it as version 3.`,
    );
  }
  const count = view.getUint32(8, true);
  checkCount(count, KIND);
  const harmonics = HARMONICS_BYTES[bytes[12]!];
  const fractionBits = bytes[13]!;
  if (harmonics === undefined || fractionBits > 24)
    throw new FileError(`${KIND} is damaged: its header is not valid.`);
  return { version, count, harmonics, fractionBits };
}

/** Bytes of each attribute of one splat. */
function sizesOf({ version }: Header): readonly [number, number, number, number, number] {
  return [9, 1, 3, 3, version < 3 ? 3 : 4];
}

function streamsInRow(bytes: Uint8Array, header: Header): Streams {
  const sizes = sizesOf(header);
  const stride = sizes.reduce((sum, size) => sum + size, header.harmonics);
  checkLength(bytes.length, SPZ_HEADER_BYTES + header.count * stride, KIND);
  let at = SPZ_HEADER_BYTES;
  return named(
    sizes.map((size) => {
      const from = at;
      at += size * header.count;
      return bytes.subarray(from, at);
    }),
  );
}

/** A table of contents, at an offset the header tells, gives each frame's packed and unpacked length. */
function streamsInFrames(bytes: Uint8Array, header: Header): Streams {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sizes = sizesOf(header);
  const frames = bytes[15]!;
  const contents = bytes.length >= 20 ? view.getUint32(16, true) : bytes.length;
  if (frames < sizes.length || contents + 16 * frames > bytes.length) {
    throw new FileError(`${KIND} is cut short within its table of contents.`);
  }
  let at = contents + 16 * frames;
  return named(
    sizes.map((size, i) => {
      const packed = Number(view.getBigUint64(contents + 16 * i, true));
      const expected = size * header.count;
      if (Number(view.getBigUint64(contents + 16 * i + 8, true)) !== expected || at + packed > bytes.length) {
        throw new FileError(
          `${KIND} is damaged: its table of contents does not fit its ${header.count} splats.`,
        );
      }
      const frame = bytes.subarray(at, at + packed);
      at += packed;
      return unpackFrame(frame, expected);
    }),
  );
}

function unpackFrame(frame: Uint8Array, expected: number): Uint8Array {
  let unpacked: Uint8Array;
  try {
    // Into memory of the right size: a frame that claims more cannot take more.
    unpacked = decompress(frame, new Uint8Array(expected));
  } catch (cause) {
    throw new FileError(`${KIND} is damaged or cut short.`, { cause });
  }
  checkLength(unpacked.length, expected, KIND);
  return unpacked;
}

function named([centres, alphas, colors, scales, rotations]: readonly Uint8Array[]): Streams {
  return { centres: centres!, alphas: alphas!, colors: colors!, scales: scales!, rotations: rotations! };
}

function unpack({ count, version, fractionBits }: Header, streams: Streams) {
  const cloud = allocateCloud(count);
  const words = new DataView(streams.rotations.buffer, streams.rotations.byteOffset);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < 3; k++) {
      const at = 3 * i + k;
      cloud.positions[at] = fixedAt(streams.centres, 3 * at) / 2 ** fractionBits;
      const coefficient = (streams.colors[at]! / 255 - 0.5) / SPZ_COLOR_SCALE;
      cloud.colors[at] = 0.5 + SH_C0 * coefficient;
      cloud.scales[at] = Math.exp(streams.scales[at]! / SPZ_SCALE_STEPS - SPZ_SCALE_OFFSET);
    }
    cloud.opacities[i] = streams.alphas[i]! / 255;
    const [x, y, z, w] =
      version < 3 ? threeBytes(streams.rotations, 3 * i) : unpackRotation(words.getUint32(4 * i, true));
    cloud.rotations.set([w, x, y, z], 4 * i);
  }
  return cloud;
}

function fixedAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16)) << 8) >> 8;
}

/** Before version 3: x, y and z in a byte each, and w positive. */
function threeBytes(bytes: Uint8Array, at: number): [number, number, number, number] {
  const [x, y, z] = [0, 1, 2].map((k) => bytes[at + k]! / 127.5 - 1) as [number, number, number];
  return [x, y, z, Math.sqrt(Math.max(0, 1 - x * x - y * y - z * z))];
}

function unpackRotation(word: number): [number, number, number, number] {
  const top = 2 ** SPZ_ROTATION_BITS - 1;
  const rest = [20, 10, 0].map((shift) => {
    const bits = word >>> shift;
    return ((bits >>> SPZ_ROTATION_BITS) & 1 ? -1 : 1) * ((bits & top) / top);
  }) as [number, number, number];
  return fromSmallestThree({ largest: word >>> 30, rest });
}
