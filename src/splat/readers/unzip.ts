import { damaged, FileError } from '../../base/file-error';
import { unpack } from '../../base/packed-file';
import { END_REACH, findDirectory, LOCAL_BYTES, localHeaderLength, readDirectory } from '../../base/zip';

/** More entries than any file of splats has. */
const ENTRIES_MAX = 1000;
/** The most that one entry may unpack to: a small zip can claim to be a huge one. */
const ENTRY_BYTES_MAX = 256_000_000;

/**
 * The files of a zip by their names, each unpacked when it is called for, into memory of its stated size and no more.
 *
 * @throws FileError where it is no zip, damaged, or claims to be larger than any real one; the functions throw it too
 */
export function unzip(bytes: Uint8Array, kind: string): Map<string, () => Uint8Array> {
  const { entries, at } = findDirectory(bytes.subarray(Math.max(0, bytes.length - END_REACH)), kind);
  if (entries > ENTRIES_MAX) throw new FileError(`${kind} holds ${entries} files, more than it can need.`);
  return new Map(
    readDirectory(bytes.subarray(at), entries, kind).map(({ name, local, packed, ...entry }) => [
      name,
      () => {
        const start = local + localHeaderLength(bytes.subarray(local, local + LOCAL_BYTES), kind);
        if (start + packed > bytes.length) throw damaged(kind);
        const body = bytes.subarray(start, start + packed) as Uint8Array<ArrayBuffer>;
        return unpack({ ...entry, bytes: body }, kind, ENTRY_BYTES_MAX);
      },
    ]),
  );
}
