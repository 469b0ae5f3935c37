import { damaged, FileError } from '../base/file-error';
import { type PackedFile, unpack } from '../base/packed-file';
import {
  END_REACH,
  findDirectory,
  LOCAL_BYTES,
  localHeaderLength,
  readDirectory,
  type ZipEntry,
} from '../base/zip';
import type { ObjectFiles } from '../protocol/files';
import { type ManifestObject, parseManifest } from './manifest';

const KIND = 'The library file';
const MANIFEST_BYTES_MAX = 64_000_000;
const THUMBNAIL_BYTES_MAX = 1_000_000;

/** An object in a library file, whose files are read when they are called for. */
export interface FoundObject extends Pick<ManifestObject, 'id' | 'name'> {
  /** Milliseconds since 1970. */
  readonly created: number;
  /** Still packed, and checked no further than that they lie in the file. */
  read(): Promise<{ readonly files: ObjectFiles; readonly thumbnail: Uint8Array<ArrayBuffer> }>;
}

/**
 * The objects of a library file. Only the directory and the manifest are read at once, and of a file's entries no more
 * than it has bytes.
 *
 * @throws FileError, which `read` throws too
 */
export async function readLibraryFile(file: Blob): Promise<readonly FoundObject[]> {
  const entries = await entriesOf(file);
  const manifestEntry = entries.get('manifest.json');
  if (!manifestEntry) {
    throw new FileError('This zip is not a library of Kiln: it has no manifest.json.');
  }
  const manifest = unpack(await packedFile(file, manifestEntry), 'The manifest.json', MANIFEST_BYTES_MAX);
  const { objects } = parseManifest(new TextDecoder().decode(manifest));
  const paths = objects.flatMap(({ splats, thumbnail, viewset, photos }) => [
    splats,
    thumbnail,
    ...(viewset ? [viewset] : []),
    ...photos,
  ]);
  if (new Set(paths).size < paths.length) throw new FileError(`${KIND} names a file twice.`);
  const fileAt = async (path: string) => {
    const entry = entries.get(path);
    if (!entry) throw new FileError(`${KIND} lacks ${path}.`);
    return packedFile(file, entry);
  };
  return objects.map(({ id, name, created, splats, thumbnail, viewset, photos }) => ({
    id,
    name,
    created: Date.parse(created),
    read: async () => ({
      files: {
        splats: await fileAt(splats),
        ...(viewset && { viewset: await fileAt(viewset) }),
        photos: await Promise.all(photos.map(fileAt)),
      },
      thumbnail: unpack(await fileAt(thumbnail), 'The thumbnail', THUMBNAIL_BYTES_MAX),
    }),
  }));
}

async function entriesOf(file: Blob): Promise<ReadonlyMap<string, ZipEntry>> {
  const tail = await bytesOf(file, Math.max(0, file.size - END_REACH), file.size);
  const { at, bytes, entries } = findDirectory(tail, KIND);
  const list = readDirectory(await bytesOf(file, at, at + bytes), entries, KIND);
  // Entries that share bytes make a small file unpack to a huge one (Fifield, "A better zip bomb", 2019).
  if (list.reduce((sum, { packed }) => sum + packed, 0) > file.size) throw damaged(KIND);
  return new Map(list.map((entry) => [entry.name, entry]));
}

async function packedFile(file: Blob, { local, packed, ...entry }: ZipEntry): Promise<PackedFile> {
  const header = await bytesOf(file, local, local + LOCAL_BYTES);
  const start = local + localHeaderLength(header, KIND);
  if (start + packed > file.size) throw damaged(KIND);
  const { isDeflated, size, crc } = entry;
  return { isDeflated, size, crc, bytes: await bytesOf(file, start, start + packed) };
}

async function bytesOf(file: Blob, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.slice(from, to).arrayBuffer());
}
