import { FileError } from '../base/file-error';

const MAGIC = 0x46546c67;
const VERSION = 2;
const HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;
const JSON_CHUNK = 0x4e4f534a;
const BINARY_CHUNK = 0x004e4942;

/** The two chunks of a binary glTF. */
export interface Glb {
  readonly json: string;
  /** Empty where the file has no such chunk. */
  readonly binary: Uint8Array;
}

/** Bytes up to the next multiple of four. */
export function align4(bytes: number): number {
  return (bytes + 3) & ~3;
}

/** Puts a glTF and its buffer into one file (glTF 2.0, section 4.4). */
export function packGlb({ json, binary }: Glb): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(json);
  const jsonBytes = align4(text.length);
  const binaryBytes = align4(binary.length);
  const bytes = new Uint8Array(HEADER_BYTES + 2 * CHUNK_HEADER_BYTES + jsonBytes + binaryBytes);
  const view = new DataView(bytes.buffer);
  const words = (at: number, ...values: number[]) => {
    values.forEach((value, i) => {
      view.setUint32(at + 4 * i, value, true);
    });
  };
  words(0, MAGIC, VERSION, bytes.length, jsonBytes, JSON_CHUNK);
  const jsonAt = HEADER_BYTES + CHUNK_HEADER_BYTES;
  // JSON is filled up with spaces, which is what JSON may end with.
  bytes.fill(0x20, jsonAt, jsonAt + jsonBytes);
  bytes.set(text, jsonAt);
  words(jsonAt + jsonBytes, binaryBytes, BINARY_CHUNK);
  bytes.set(binary, jsonAt + jsonBytes + CHUNK_HEADER_BYTES);
  return bytes;
}

/** Whether the first bytes are those of a binary glTF. */
export function isGlb(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true) === MAGIC;
}

/**
 * Takes a binary glTF apart.
 *
 * @throws FileError
 */
export function unpackGlb(bytes: Uint8Array): Glb {
  if (bytes.length < HEADER_BYTES + CHUNK_HEADER_BYTES) {
    throw new FileError('The .glb is cut short within its header.');
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint32(4, true);
  if (version !== VERSION)
    throw new FileError(`The .glb is of version ${version}; only version 2 can be read.`);
  const length = view.getUint32(8, true);
  if (length > bytes.length) {
    throw new FileError(`The .glb is cut short: ${length} bytes expected, ${bytes.length} there.`);
  }
  let json: string | null = null;
  let binary: Uint8Array = new Uint8Array();
  for (let at = HEADER_BYTES; at + CHUNK_HEADER_BYTES <= length; ) {
    const size = view.getUint32(at, true);
    const kind = view.getUint32(at + 4, true);
    const from = at + CHUNK_HEADER_BYTES;
    if (from + size > length)
      throw new FileError('The .glb is damaged: a part of it reaches beyond its end.');
    if (kind === JSON_CHUNK) json ??= new TextDecoder().decode(bytes.subarray(from, from + size));
    else if (kind === BINARY_CHUNK && binary.length === 0) binary = bytes.subarray(from, from + size);
    at = from + align4(size);
  }
  if (json === null) throw new FileError('The .glb is damaged: it has no description of its contents.');
  return { json, binary };
}
