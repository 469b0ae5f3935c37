import { deflateSync, inflateSync } from 'fflate';
import { crc32Of } from './crc32';
import { damaged, FileError } from './file-error';

/** A file as a zip holds it, so that it goes into one and comes out of one as it is. */
export interface PackedFile {
  /** Whether `bytes` are deflated (RFC 1951) or the file itself. */
  readonly isDeflated: boolean;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Bytes of the file itself. */
  readonly size: number;
  /** CRC-32 of the file itself. */
  readonly crc: number;
}

/** Deflate makes bytes at most this many times smaller: what claims more lies about its size. */
const DEFLATE_RATIO_MAX = 1032;

export function pack(file: Uint8Array<ArrayBuffer>): PackedFile {
  return { isDeflated: true, bytes: deflateSync(file), size: file.length, crc: crc32Of(file) };
}

/** For what is compressed already. */
export function packAsIs(file: Uint8Array<ArrayBuffer>): PackedFile {
  return { isDeflated: false, bytes: file, size: file.length, crc: crc32Of(file) };
}

/**
 * The file itself, checked against its size and sum. Memory is taken for the stated size and no more.
 *
 * @param name for messages
 * @throws FileError where it is damaged, or larger than `sizeMax`
 */
export function unpack(
  { isDeflated, bytes, size, crc }: PackedFile,
  name: string,
  sizeMax: number,
): Uint8Array<ArrayBuffer> {
  if (size > sizeMax) {
    throw new FileError(`${name} is too large: ${size} bytes, where ${sizeMax} are the most.`);
  }
  if (size > DEFLATE_RATIO_MAX * bytes.length) throw damaged(name);
  const file = isDeflated ? inflate(bytes, size, name) : bytes;
  if (file.length !== size || crc32Of(file) !== crc) throw damaged(name);
  return file;
}

function inflate(bytes: Uint8Array, size: number, name: string): Uint8Array<ArrayBuffer> {
  try {
    return inflateSync(bytes, { out: new Uint8Array(size) }) as Uint8Array<ArrayBuffer>;
  } catch (cause) {
    throw damaged(name, cause);
  }
}
