/**
 * Keeps the studio for visits without a network. What a build consists of is written into this file by
 * scripts/vite/shell.ts, so each build is a version of its own with a cache of its own: a visit has all its files from
 * one version. Weights are not among them: they have a cache by content (model/fetch-folder.ts).
 *
 * It is bundled as a classic script: it may import types only.
 */
export {};

declare const self: ServiceWorkerGlobalScope;

/** Paths below the scope, each with the hash of what is there. */
declare const __SHELL__: Readonly<Record<string, string>>;
/** Hash over all of them. */
declare const __VERSION__: string;

const shell = __SHELL__;
const { scope } = self.registration;
/** Another Kiln on the same host, below another path, has another prefix. */
const prefix = `kiln-shell ${scope} `;
const cacheName = prefix + __VERSION__;

self.addEventListener('install', (event) => event.waitUntil(fill()));

self.addEventListener('activate', (event) => {
  // The first visit, too, is served from here on: nothing has to be loaded twice to work without a network.
  event.waitUntil(Promise.all([self.clients.claim(), sweep()]));
});

/** The page asks for it when the person does. */
self.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const isHere = request.method === 'GET' && request.url.startsWith(scope);
  if (!isHere) return;
  const path = pathOf(request.url);
  if (request.mode === 'navigate') {
    event.waitUntil(sweep());
    if (path === '') event.respondWith(answer(request, 'index.html'));
    else if (Object.hasOwn(shell, path)) event.respondWith(answer(request, path));
  } else if (Object.hasOwn(shell, path) || path.startsWith('assets/')) {
    event.respondWith(answer(request, path));
  }
});

function pathOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(new URL(scope).pathname.length));
}

/** From this version; else from an older one, of which a tab may still be open; else from the network. */
async function answer(request: Request, path: string): Promise<Response> {
  const url = scope + path;
  const cache = await caches.open(cacheName);
  return (await cache.match(url)) ?? (await olderCopy(url)) ?? fetch(request);
}

async function olderCopy(url: string): Promise<Response | undefined> {
  for (const name of await olderCaches()) {
    const copy = await (await caches.open(name)).match(url);
    if (copy) return copy;
  }
  return undefined;
}

async function olderCaches(): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName);
}

/** Fetches all files of this version; those that an older version has too are taken from there. */
async function fill(): Promise<void> {
  const cache = await caches.open(cacheName);
  await Promise.all(
    Object.entries(shell).map(async ([path, hash]) => {
      const url = scope + path;
      const old = await olderCopy(url);
      const isSame = old !== undefined && (await hashOf(old.clone())) === hash;
      await cache.put(url, isSame ? old : await download(url, hash));
    }),
  );
}

/** @throws Error when it is not what the build made: a host that is being updated serves a mixture */
async function download(url: string, hash: string): Promise<Response> {
  const response = await fetch(url, { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
  const type = response.headers.get('Content-Type');
  // Made anew: what came by way of a redirect may not answer a navigation.
  const plain = new Response(await response.arrayBuffer(), { headers: type ? { 'Content-Type': type } : {} });
  if ((await hashOf(plain.clone())) !== hash) throw new Error(`${url} belongs to another version.`);
  return plain;
}

async function hashOf(response: Response): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Older versions go once no second tab can be using them; a version that waits to take over is not older. */
async function sweep(): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (windows.length > 1 || self.registration.waiting || self.registration.installing) return;
  for (const name of await olderCaches()) await caches.delete(name);
}
