import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { tinyModel } from '../pipeline/tiny-model.fixture';
import { fetchFolder } from './fetch-folder';
import { type LoadProgress, loadModel, type ModelFolder, type WeightCache } from './weights';

const WEIGHTS = 'tiny.safetensors';

/** The tiny model, whose weights pass through `change`, which is told how often they were read. */
async function changed(change: (bytes: Uint8Array<ArrayBuffer>, reading: number) => Uint8Array<ArrayBuffer>) {
  const folder = await tinyModel();
  const reads: (boolean | undefined)[] = [];
  return {
    reads,
    folder: {
      ...folder,
      async read(path, options) {
        const bytes = await folder.read(path, options);
        if (path !== WEIGHTS) return bytes;
        reads.push(options?.fresh);
        return change(bytes, reads.length);
      },
    } satisfies ModelFolder,
  };
}

function memoryCache() {
  const entries = new Map<string, Uint8Array<ArrayBuffer>>();
  const cache: WeightCache = {
    get: async (key) => entries.get(key),
    put: async (key, bytes) => void entries.set(key, bytes),
    keepOnly: async (keys) => {
      for (const key of entries.keys()) if (!keys.has(key)) entries.delete(key);
    },
  };
  return { cache, entries };
}

const altered = (bytes: Uint8Array<ArrayBuffer>) => {
  bytes[bytes.length - 1]! ^= 1;
  return bytes;
};

describe('loadModel', () => {
  it('reads every tensor, and reports progress that never goes back and ends whole', async () => {
    const progress: LoadProgress[] = [];
    const model = await loadModel(await tinyModel(), { onProgress: (p) => progress.push(p) });
    expect(model.tensors.size).toBeGreaterThan(20);
    expect(model.hash).toMatch(/^[0-9a-f]{64}$/);
    const loaded = progress.map((p) => p.loaded);
    expect(loaded).toEqual([...loaded].sort((a, b) => a - b));
    expect(loaded[0]).toBe(0);
    expect(loaded.at(-1)).toBe(progress[0]!.total);
  });

  it('reads altered weights once more past the caches', async () => {
    const { folder, reads } = await changed((bytes, reading) => (reading === 1 ? altered(bytes) : bytes));
    await loadModel(folder);
    expect(reads).toEqual([false, true]);
  });

  it.each([
    ['altered', altered, 'WEIGHTS_CORRUPT'],
    ['truncated', (b: Uint8Array<ArrayBuffer>) => b.slice(0, -1), 'WEIGHTS_TRUNCATED'],
    ['empty', () => new Uint8Array(0), 'WEIGHTS_TRUNCATED'],
    ['too long', (b: Uint8Array<ArrayBuffer>) => new Uint8Array([...b, 0]), 'WEIGHTS_CORRUPT'],
  ])('refuses weights that stay %s', async (_, change, code) => {
    const { folder, reads } = await changed(change);
    const { cache, entries } = memoryCache();
    await expect(loadModel(folder, { cache })).rejects.toMatchObject({ code });
    expect(reads).toEqual([false, true]);
    expect(entries.size).toBe(0);
  });

  it('does not read again what the cache holds', async () => {
    const { folder, reads } = await changed((bytes) => bytes);
    const { cache } = memoryCache();
    const first = await loadModel(folder, { cache });
    const second = await loadModel(folder, { cache });
    expect(reads).toEqual([false]);
    expect(second).toEqual(first);
  });

  it('passes by a cache whose copy is damaged', async () => {
    const { folder, reads } = await changed((bytes) => bytes);
    const { cache, entries } = memoryCache();
    await loadModel(folder, { cache });
    for (const bytes of entries.values()) altered(bytes);
    await loadModel(folder, { cache });
    expect(reads).toEqual([false, false]);
  });

  it('forgets the files of older versions, once the new one is whole', async () => {
    const stale = '0'.repeat(64);
    const { cache, entries } = memoryCache();
    entries.set(stale, new Uint8Array(1));
    const broken = await changed(altered);
    await expect(loadModel(broken.folder, { cache })).rejects.toThrow();
    expect([...entries.keys()]).toEqual([stale]);
    const { manifest } = await loadModel(await tinyModel(), { cache });
    expect([...entries.keys()]).toEqual(manifest.files.map(({ sha256 }) => sha256));
  });

  it('stops when it is aborted', async () => {
    const controller = new AbortController();
    const { folder } = await changed((bytes) => {
      controller.abort(new Error('enough'));
      return bytes;
    });
    await expect(loadModel(folder, { signal: controller.signal })).rejects.toThrow('enough');
  });

  it('refuses a manifest that is not JSON', async () => {
    const folder = await tinyModel();
    const page = new TextEncoder().encode('<html>');
    const broken = { ...folder, read: async () => page };
    await expect(loadModel(broken)).rejects.toMatchObject({ code: 'MANIFEST_INVALID' });
  });
});

describe('fetchFolder', () => {
  const servers: ReturnType<typeof createServer>[] = [];
  async function serve(listener: RequestListener): Promise<ModelFolder> {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return fetchFolder(`http://127.0.0.1:${(server.address() as AddressInfo).port}/models/tiny`);
  }
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  it('loads a model over HTTP', async () => {
    const memory = await tinyModel();
    const folder = await serve((request, response) => {
      memory.read(request.url!.replace('/models/tiny/', '')).then((bytes) => response.end(bytes));
    });
    const model = await loadModel(folder);
    expect(model).toEqual(await loadModel(memory));
  });

  it.each([
    ['a 404', 404, 'text/plain'],
    ['a front page in place of a 404', 200, 'text/html; charset=utf-8'],
  ])('calls %s missing', async (_, status, type) => {
    const folder = await serve((_request, response) => {
      response.writeHead(status, { 'content-type': type }).end('not here');
    });
    await expect(loadModel(folder)).rejects.toMatchObject({ code: 'WEIGHTS_MISSING' });
  });

  it('calls a server that is not there missing', async () => {
    const folder = await serve((request) => {
      request.socket.destroy();
    });
    await expect(loadModel(folder)).rejects.toMatchObject({ code: 'WEIGHTS_MISSING' });
  });

  it('calls a connection that breaks in the middle a truncation', async () => {
    const memory = await tinyModel();
    const folder = await serve((request, response) => {
      const path = request.url!.replace('/models/tiny/', '');
      memory.read(path).then((bytes) => {
        if (path !== WEIGHTS) return response.end(bytes);
        response.writeHead(200, { 'content-length': bytes.length });
        return response.write(bytes.subarray(0, 1000), () => response.destroy());
      });
    });
    await expect(loadModel(folder)).rejects.toMatchObject({ code: 'WEIGHTS_TRUNCATED' });
  });

  it('stops a download when it is aborted', async () => {
    const controller = new AbortController();
    const folder = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 10 }).write('{');
    });
    const reading = folder.read('x', {
      signal: controller.signal,
      onBytes: () => controller.abort(new Error('enough')),
    });
    await expect(reading).rejects.toThrow('enough');
  });
});
