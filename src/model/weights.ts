import { type Manifest, type ManifestFile, parseManifest } from './config';
import { ModelError } from './errors';
import { readSafetensors, type StoredTensor, type StoredTensors } from './safetensors';
import { sha256 } from './sha256';

/** Bytes of weights, of all the model's files. `loaded` never goes back. */
export interface LoadProgress {
  readonly loaded: number;
  readonly total: number;
}

export interface ReadOptions {
  /** Pass by every cache on the way, because what it gave was wrong. */
  readonly fresh?: boolean;
  readonly signal?: AbortSignal;
  /** Called with the number of bytes read so far. */
  readonly onBytes?: (bytes: number) => void;
}

/** A folder that holds a model: manifest.json and the files it names. A URL in the browser, a path in Node. */
export interface ModelFolder {
  /** Names the folder in messages. */
  readonly where: string;
  /** @throws ModelError WEIGHTS_MISSING when there is no such file; the signal's reason when aborted */
  read(path: string, options?: ReadOptions): Promise<Uint8Array<ArrayBuffer>>;
}

/** Remembers a model's files by their content between visits. Losing an entry costs a download, never correctness. */
export interface WeightCache {
  get(sha256: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  put(sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Forgets the files of older versions of the model: all but these. */
  keepOnly(sha256s: ReadonlySet<string>): Promise<void>;
}

export interface LoadOptions {
  readonly cache?: WeightCache;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LoadProgress) => void;
}

export interface LoadedModel {
  readonly manifest: Manifest;
  readonly tensors: StoredTensors;
  /** SHA-256 over the SHA-256 of every file, in the manifest's order: equal hashes are equal weights. */
  readonly hash: string;
}

/**
 * Reads a model and checks every file against the manifest. A file that fails the check is read
 * once more past all caches, since a stale copy beside a new manifest looks just like damage. What the cache holds of
 * other versions is then forgotten.
 *
 * @throws ModelError MANIFEST_INVALID, WEIGHTS_MISSING, WEIGHTS_TRUNCATED or WEIGHTS_CORRUPT
 */
export async function loadModel(folder: ModelFolder, options: LoadOptions = {}): Promise<LoadedModel> {
  const { signal } = options;
  const manifest = await readManifest(folder, signal);
  const total = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  let reported = 0;
  const report = (loaded: number) => {
    reported = Math.max(reported, Math.min(loaded, total));
    options.onProgress?.({ loaded: reported, total });
  };

  const tensors = new Map<string, StoredTensor>();
  let before = 0;
  report(0);
  for (const file of manifest.files) {
    const start = before;
    const bytes = await readVerified(folder, file, options, (n) => report(start + n));
    signal?.throwIfAborted();
    before += file.bytes;
    report(before);
    for (const [name, tensor] of readSafetensors(bytes, `${folder.where}${file.path}`)) {
      if (tensors.has(name)) {
        throw new ModelError(
          'WEIGHTS_CORRUPT',
          `The tensor ${name} is in more than one file of ${folder.where}. Export the model again.`,
        );
      }
      tensors.set(name, tensor);
    }
  }
  await options.cache?.keepOnly(sumsIn(manifest));
  const hashes = new TextEncoder().encode(manifest.files.map((file) => file.sha256).join(''));
  return { manifest, tensors, hash: await sha256(hashes) };
}

/** The sums of all files that a manifest names, also in its config. */
function sumsIn(manifest: Manifest): ReadonlySet<string> {
  return new Set(
    Array.from(JSON.stringify(manifest).matchAll(/"sha256":"([0-9a-f]{64})"/g), ([, sum]) => sum!),
  );
}

async function readManifest(folder: ModelFolder, signal?: AbortSignal): Promise<Manifest> {
  const where = `${folder.where}manifest.json`;
  const bytes = await folder.read('manifest.json', { signal });
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new ModelError('MANIFEST_INVALID', `${where} is not JSON. Export the model again.`, { cause });
  }
  return parseManifest(json, where);
}

/**
 * The bytes of a file that a manifest describes: from the cache, else read, and once more past all caches where the
 * first reading is not what is promised.
 *
 * @throws ModelError WEIGHTS_MISSING, WEIGHTS_TRUNCATED or WEIGHTS_CORRUPT
 */
export async function readVerified(
  folder: ModelFolder,
  file: ManifestFile,
  { cache, signal }: LoadOptions,
  onBytes?: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const cached = await cache?.get(file.sha256);
  if (cached && (await problemOf(cached, file, folder)) === undefined) return cached;

  let problem: ModelError | undefined;
  for (const fresh of [false, true]) {
    const bytes = await folder.read(file.path, { fresh, signal, onBytes });
    problem = await problemOf(bytes, file, folder);
    if (problem === undefined) {
      await cache?.put(file.sha256, bytes);
      return bytes;
    }
  }
  throw problem;
}

/** What is wrong with the bytes read for a file; undefined where they are what the manifest promises. */
async function problemOf(
  bytes: Uint8Array<ArrayBuffer>,
  file: ManifestFile,
  folder: ModelFolder,
): Promise<ModelError | undefined> {
  const path = `${folder.where}${file.path}`;
  if (bytes.length < file.bytes) {
    return new ModelError(
      'WEIGHTS_TRUNCATED',
      `The weights file ${path} has ${bytes.length} of ${file.bytes} bytes. ` +
        'Check the connection and the disk space, then try again.',
    );
  }
  const actual = bytes.length === file.bytes ? await sha256(bytes) : undefined;
  if (actual === file.sha256) return undefined;
  return new ModelError(
    'WEIGHTS_CORRUPT',
    `The weights file ${path} is not the one its manifest describes ` +
      `(${actual ? 'SHA-256 differs' : `${bytes.length} instead of ${file.bytes} bytes`}). ` +
      'Copy the whole model folder again.',
  );
}
