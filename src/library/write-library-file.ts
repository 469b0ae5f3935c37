import { Zip, type ZipInputFile } from 'fflate';
import { type PackedFile, pack, packAsIs } from '../base/packed-file';
import type { ObjectFiles } from '../protocol/files';
import type { KeptCard } from './card';
import type { Manifest, ManifestObject } from './manifest';

/** A finished object and what its folder in the zip is called. */
export interface LibraryItem {
  readonly card: KeptCard;
  /** Letters and digits; the card's id makes it unlike any other. */
  readonly folder: string;
}

/**
 * Writes a library as a zip: manifest.json, and for each object a folder with a .ply, a thumbnail and what else is
 * kept of it. The files go in as they are stored, already deflated, so that hardly anything is computed; what is
 * written goes into a Blob object by object, which browsers keep on disk when it is large.
 *
 * @param filesOf gives an object's files when their turn comes
 * @param onProgress takes the number of objects that are written
 * @throws the signal's reason when aborted, and what `filesOf` throws
 */
export async function writeLibraryFile(
  items: readonly LibraryItem[],
  filesOf: (id: string) => Promise<ObjectFiles>,
  {
    signal,
    onProgress,
  }: { readonly signal?: AbortSignal; readonly onProgress?: (done: number) => void } = {},
): Promise<Blob> {
  const parts: Blob[] = [];
  let chunks: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk as Uint8Array<ArrayBuffer>);
  });
  const flush = () => {
    parts.push(new Blob(chunks));
    chunks = [];
  };
  const objects: ManifestObject[] = [];
  for (const { card, folder } of items) {
    signal?.throwIfAborted();
    const { object, entries } = layOut(
      card,
      `objects/${folder}-${card.id.slice(0, 8)}`,
      await filesOf(card.id),
    );
    for (const [path, file] of entries) addPacked(zip, path, file);
    objects.push(object);
    flush();
    onProgress?.(objects.length);
  }
  const manifest: Manifest = { format: 'kiln-library', version: 1, objects };
  addPacked(zip, 'manifest.json', pack(new TextEncoder().encode(JSON.stringify(manifest, null, 2))));
  zip.end();
  flush();
  return new Blob(parts, { type: 'application/zip' });
}

function layOut(
  { id, created, name, thumbnail }: KeptCard,
  folder: string,
  { splats, viewset, photos }: ObjectFiles,
): { readonly object: ManifestObject; readonly entries: readonly [string, PackedFile][] } {
  const picturePath = (what: string, bytes: Uint8Array) =>
    `${folder}/${what}.${isWebP(bytes) ? 'webp' : 'png'}`;
  const paths = {
    splats: `${folder}/splats.ply`,
    thumbnail: picturePath('thumbnail', thumbnail),
    ...(viewset && { viewset: `${folder}/viewset.f16` }),
    photos: photos.map(({ bytes }, i) => picturePath(`photo-${i + 1}`, bytes)),
  };
  return {
    object: { id, created: new Date(created).toISOString(), name, ...paths },
    entries: [
      [paths.splats, splats],
      [paths.thumbnail, packAsIs(thumbnail)],
      ...(viewset ? [[`${folder}/viewset.f16`, viewset] as [string, PackedFile]] : []),
      ...photos.map((photo, i): [string, PackedFile] => [paths.photos[i]!, photo]),
    ],
  };
}

function addPacked(zip: Zip, filename: string, { isDeflated, bytes, size, crc }: PackedFile): void {
  const entry: ZipInputFile = { filename, size, crc, compression: isDeflated ? 8 : 0 };
  zip.add(entry);
  entry.ondata!(null, bytes, true);
}

function isWebP(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(8, 12)) === 'WEBP';
}
