import { Gunzip } from 'fflate';
import { crc32Of } from '../../base/crc32';
import { FileError } from '../../base/file-error';

/** Compressed bytes that are looked at in one go: at most 64 MB come out of them. */
const SLICE = 65_536;

/**
 * Unpacks gzip, and stops once it is more than it may be: a small file can claim to be a huge one.
 *
 * @throws FileError where the file is damaged, cut short, or holds more than `most` bytes
 */
export function gunzipUpTo(bytes: Uint8Array, most: number, kind: string): Uint8Array {
  // A header and a trailer at least.
  if (bytes.length < 18) throw new FileError(`${kind} is cut short.`);
  const pieces: Uint8Array[] = [];
  let length = 0;
  const stream = new Gunzip((piece) => {
    pieces.push(piece);
    length += piece.length;
    if (length > most) throw new FileError(`${kind} unpacks to more than ${Math.round(most / 1e6)} MB.`);
  });
  try {
    for (let at = 0; at < bytes.length; at += SLICE) {
      stream.push(bytes.subarray(at, at + SLICE), at + SLICE >= bytes.length);
    }
  } catch (cause) {
    if (cause instanceof FileError) throw cause;
    throw new FileError(`${kind} is damaged or cut short.`, { cause });
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  const sum = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 8).getUint32(0, true);
  if (sum !== crc32Of(whole)) throw new FileError(`${kind} is damaged or cut short.`);
  return whole;
}

/** The comment in a gzip header, or null where it has none. */
export function gzipComment(bytes: Uint8Array): string | null {
  const [, , , flags = 0] = bytes;
  let at = 10;
  const skipText = () => {
    const end = bytes.indexOf(0, at);
    const text = new TextDecoder('latin1').decode(bytes.subarray(at, end < 0 ? undefined : end));
    at = end < 0 ? bytes.length : end + 1;
    return text;
  };
  if (flags & 0x04) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
  if (flags & 0x08) skipText();
  return flags & 0x10 ? skipText() : null;
}
