import { damaged, FileError } from './file-error';

/** A file in a zip, as the directory at its end tells of it: ZIP File Format Specification 6.3, without ZIP64. */
export interface ZipEntry {
  readonly name: string;
  /** Deflated or stored as it is. */
  readonly isDeflated: boolean;
  readonly crc: number;
  /** Bytes in the zip, and unpacked. */
  readonly packed: number;
  readonly size: number;
  /** Where its local header begins. */
  readonly local: number;
}

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const ENTRY_BYTES = 46;
const END_BYTES = 22;

/** The directory's end lies in the last bytes of a zip: a comment of up to 64 KiB may follow it. */
export const END_REACH = END_BYTES + 65_535;

/** Bytes of a local header up to the entry's name. */
export const LOCAL_BYTES = 30;

/**
 * Where the directory is.
 *
 * @param tail the last END_REACH bytes of the zip, or all of it
 * @param kind what the file is, for messages, as in `The .sog`
 * @throws FileError where there is none
 */
export function findDirectory(
  tail: Uint8Array,
  kind: string,
): { readonly entries: number; readonly at: number; readonly bytes: number } {
  const view = viewOf(tail);
  let end = tail.length - END_BYTES;
  while (end >= 0 && view.getUint32(end, true) !== END_SIGNATURE) end--;
  if (end < 0) throw damaged(kind);
  return {
    entries: view.getUint16(end + 10, true),
    bytes: view.getUint32(end + 12, true),
    at: view.getUint32(end + 16, true),
  };
}

/**
 * The entries of a directory.
 *
 * @param directory from its first entry on
 * @throws FileError where it is cut short, or an entry is packed in another way than these two
 */
export function readDirectory(directory: Uint8Array, entries: number, kind: string): ZipEntry[] {
  const view = viewOf(directory);
  const decoder = new TextDecoder();
  let at = 0;
  return Array.from({ length: entries }, () => {
    if (at + ENTRY_BYTES > directory.length || view.getUint32(at, true) !== ENTRY_SIGNATURE) {
      throw damaged(kind);
    }
    const method = view.getUint16(at + 10, true);
    if (method !== STORED && method !== DEFLATED) {
      throw new FileError(`${kind} is packed in a way that cannot be read.`);
    }
    const start = at + ENTRY_BYTES;
    const nameEnd = start + view.getUint16(at + 28, true);
    const entry: ZipEntry = {
      name: decoder.decode(directory.subarray(start, nameEnd)),
      isDeflated: method === DEFLATED,
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      local: view.getUint32(at + 42, true),
    };
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    return entry;
  });
}

/**
 * How long a local header is: the entry's bytes follow it.
 *
 * @param header its first LOCAL_BYTES
 * @throws FileError where it is none
 */
export function localHeaderLength(header: Uint8Array, kind: string): number {
  const view = viewOf(header);
  if (header.length < LOCAL_BYTES || view.getUint32(0, true) !== LOCAL_SIGNATURE) throw damaged(kind);
  return LOCAL_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
