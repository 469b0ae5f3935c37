import { ModelError } from './errors';
import type { ModelFolder, ReadOptions, WeightCache } from './weights';

/**
 * A model folder on a web server.
 *
 * @param url of the folder; a trailing slash is added where it is missing
 */
export function fetchFolder(url: string): ModelFolder {
  const where = url.endsWith('/') ? url : `${url}/`;
  return {
    where,
    async read(path, options = {}) {
      const target = where + path;
      const response = await request(target, options);
      // A server that answers unknown paths with its front page says 200 to a missing file.
      const isPage = response.headers.get('content-type')?.startsWith('text/html');
      if (!response.ok || isPage) {
        throw new ModelError(
          'WEIGHTS_MISSING',
          `${target} was not found (HTTP ${response.status}). ` +
            'Check that the models folder is deployed beside the page, and the name of the model.',
        );
      }
      return readBody(response, options);
    },
  };
}

async function request(url: string, { fresh, signal }: ReadOptions): Promise<Response> {
  try {
    return await fetch(url, { signal: signal ?? null, cache: fresh ? 'reload' : 'default' });
  } catch (cause) {
    signal?.throwIfAborted();
    throw new ModelError(
      'WEIGHTS_MISSING',
      `${url} could not be reached. Check the connection, then try again.`,
      { cause },
    );
  }
}

/** Reads as far as the connection lasts: a body cut short is told by its length, against the manifest. */
async function readBody(response: Response, { signal, onBytes }: ReadOptions) {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  while (reader) {
    const chunk = await reader.read().catch(() => {
      signal?.throwIfAborted();
      return { done: true, value: undefined } as const;
    });
    if (chunk.done) break;
    chunks.push(chunk.value);
    length += chunk.value.length;
    onBytes?.(length);
  }
  const bytes = new Uint8Array(length);
  let position = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, position);
    position += chunk.length;
  }
  return bytes;
}

const CACHE_NAME = 'kiln-weights-2';

/**
 * A model's part of the browser's Cache API, keyed by content. Where it is withheld (private windows, pages that are
 * not a secure context) or full, nothing is remembered and everything still works.
 */
export function browserCache(model: string): WeightCache {
  const folder = `https://weights.invalid/${encodeURIComponent(model)}/`;
  const key = (sha256: string) => folder + sha256;
  const open = async () => ('caches' in globalThis ? caches.open(CACHE_NAME) : undefined);
  return {
    async get(sha256) {
      try {
        const response = await (await open())?.match(key(sha256));
        return response && new Uint8Array(await response.arrayBuffer());
      } catch {
        return undefined;
      }
    },
    async put(sha256, bytes) {
      try {
        await (await open())?.put(key(sha256), new Response(bytes));
      } catch {
        // Quota exceeded or storage withheld: the next visit downloads again.
      }
    },
    async keepOnly(sha256s) {
      try {
        const cache = await open();
        const old = ((await cache?.keys()) ?? []).filter(
          ({ url }) => url.startsWith(folder) && !sha256s.has(url.slice(folder.length)),
        );
        await Promise.all(old.map((request) => cache!.delete(request)));
      } catch {
        // Storage withheld: there is nothing to forget.
      }
    },
  };
}
