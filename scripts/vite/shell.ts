import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import type { Plugin } from 'vite';

/** Name of the service worker's entry. */
export const SERVICE_WORKER = 'service-worker';

/**
 * Whether a built file belongs to what a visit without a network needs. Weights have a cache of their own, of which
 * the manifests are the keys; the older fonts are for browsers that cannot run Kiln.
 */
function isShell(path: string): boolean {
  if (path.startsWith('models/')) return path.endsWith('/manifest.json');
  return !/\.(map|woff)$/.test(path) && path !== `${SERVICE_WORKER}.js`;
}

/** Writes into the built service worker what it has to keep: every path and the SHA-256 of what is there. */
export function shell(): Plugin {
  let outDir = '';
  return {
    name: 'kiln:shell',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      // After everything has been copied.
      order: 'post',
      sequential: true,
      async handler() {
        const files: Record<string, string> = {};
        const entries = await readdir(outDir, { recursive: true, withFileTypes: true });
        const paths = entries
          .filter((entry) => entry.isFile())
          .map((entry) => relative(outDir, join(entry.parentPath, entry.name)).split(sep).join('/'));
        for (const path of paths.filter(isShell).sort()) {
          files[path] = sha256(await readFile(join(outDir, path)));
        }
        const worker = join(outDir, `${SERVICE_WORKER}.js`);
        const script = (await readFile(worker, 'utf8'))
          .replaceAll('__SHELL__', JSON.stringify(files))
          .replaceAll('__VERSION__', JSON.stringify(sha256(JSON.stringify(files)).slice(0, 12)));
        await writeFile(worker, script);
      },
    },
  };
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
