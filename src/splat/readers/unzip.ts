import { inflateSync } from 'fflate';
import { FileError } from '../../base/file-error';

/** More entries than any file of splats has. */
const ENTRIES_MAX = 1000;
/** The most that one entry may unpack to: a small zip can claim to be a huge one. */
const ENTRY_BYTES_MAX = 256_000_000;
const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
/** The end record is this long, and a comment of up to 64 KiB may follow it. */
const END_BYTES = 22;

/**
 * The files of a zip by their names, each unpacked when it is called for, into memory of its stated size and no more.
 *
 * @throws FileError where it is no zip, damaged, or claims to be larger than any real one; the functions throw it too
 */
export function unzip(bytes: Uint8Array, kind: string): Map<string, () => Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const refuse = (): never => {
    throw new FileError(`${kind} is damaged or cut short.`);
  };
  let end = bytes.length - END_BYTES;
  const last = Math.max(0, end - 65_535);
  while (end >= last && view.getUint32(end, true) !== END_SIGNATURE) end--;
  if (end < last) refuse();
  const entries = view.getUint16(end + 10, true);
  if (entries > ENTRIES_MAX) throw new FileError(`${kind} holds ${entries} files, more than it can need.`);
  const files = new Map<string, () => Uint8Array>();
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < entries; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY_SIGNATURE) refuse();
    const method = view.getUint16(at + 10, true);
    const packed = view.getUint32(at + 20, true);
    const size = view.getUint32(at + 24, true);
    const local = view.getUint32(at + 42, true);
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    files.set(name, () => {
      if (local + 30 > bytes.length || view.getUint32(local, true) !== LOCAL_SIGNATURE) refuse();
      const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      if (start + packed > bytes.length || (method === 0 && packed !== size)) refuse();
      if (size > ENTRY_BYTES_MAX) throw new FileError(`${name} in ${kind.toLowerCase()} is too large.`);
      return unpack(bytes.subarray(start, start + packed), method, size, kind);
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return files;
}

function unpack(packed: Uint8Array, method: number, size: number, kind: string): Uint8Array {
  if (method === 0) return packed;
  if (method !== 8) throw new FileError(`${kind} is packed in a way that cannot be read.`);
  try {
    return inflateSync(packed, { out: new Uint8Array(size) });
  } catch (cause) {
    throw new FileError(`${kind} is damaged or cut short.`, { cause });
  }
}
