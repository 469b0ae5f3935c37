import { createReadStream } from 'node:fs';
import { cp, readdir, stat } from 'node:fs/promises';
import { dirname, extname, join, normalize, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type Rollup } from 'vite';
import { CONTENT_SECURITY_POLICY, contentSecurityPolicy } from './scripts/vite/content-security-policy';
import { preload } from './scripts/vite/preload';
import { SERVICE_WORKER, shell } from './scripts/vite/shell';
import { workerEntries } from './scripts/vite/worker-entries';

const root = dirname(fileURLToPath(import.meta.url));

const contentTypes: Record<string, string> = {
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/**
 * Serves a folder at `<base><name>/` in development and copies it there in a build, with file
 * names unchanged: weights are found through their manifest, and tfjs finds its wasm binaries by
 * name below one prefix.
 */
function folder(name: string, source: string, wanted: (file: string) => boolean): Plugin {
  let outDir = '';
  return {
    name: `kiln:folder-${name}`,
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    configureServer(server) {
      server.middlewares.use(`/${name}`, (request, response, next) => {
        const path = decodeURIComponent((request.url ?? '/').split('?', 1)[0] ?? '/');
        const file = normalize(join(source, path));
        if (!file.startsWith(source + sep) || !wanted(file)) return next();
        stat(file).then(
          (found) => {
            if (!found.isFile()) return next();
            response.setHeader('Content-Length', found.size);
            response.setHeader('Content-Type', contentTypes[extname(file)] ?? 'application/octet-stream');
            createReadStream(file).pipe(response);
          },
          () => next(),
        );
      });
    },
    async closeBundle() {
      const files = await readdir(source, { recursive: true, withFileTypes: true }).catch(() => {
        this.warn(`${source} does not exist: nothing is copied to ${name}/`);
        return [];
      });
      for (const file of files) {
        const from = join(file.parentPath, file.name);
        if (!file.isFile() || !wanted(from)) continue;
        await cp(from, join(outDir, name, relative(source, from)));
      }
    },
  };
}

/** Comments inside packages that look like annotations for the bundler are nothing we could act on. */
const withoutAnnotations: NonNullable<Rollup.RollupOptions['onwarn']> = (warning, warn) => {
  if (warning.code !== 'INVALID_ANNOTATION') warn(warning);
};

export default defineConfig({
  // Relative, so that the built folder works on any static host and below any sub-path.
  base: './',
  // One page: a path that does not exist is a 404, not the front page.
  appType: 'mpa',
  plugins: [
    react(),
    // The judge in models/retrieval measures in training/ and is no part of the studio.
    folder('models', join(root, 'models'), (file) => !/\.md$|[\\/]retrieval[\\/]/.test(file)),
    // Without the threaded binary: docs/decisions/0012.
    folder(
      'wasm',
      join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist'),
      (file) => file.endsWith('.wasm') && !file.includes('threaded'),
    ),
    contentSecurityPolicy(),
    preload(),
    shell(),
  ],
  worker: {
    format: 'es',
    plugins: () => [workerEntries()],
    rollupOptions: { output: { entryFileNames: 'assets/start-[name]-[hash].js' } },
  },
  build: {
    target: 'es2022',
    // The first that know light-dark(); README names them. What Safari knows under an older name gets it too.
    cssTarget: ['chrome123', 'firefox124', 'safari17.5'],
    sourcemap: true,
    // Spark carries its WebAssembly inside its script; the viewport is loaded after the page.
    chunkSizeWarningLimit: 3500,
    rollupOptions: {
      onwarn: withoutAnnotations,
      input: { index: 'index.html', [SERVICE_WORKER]: 'src/offline/service-worker.ts' },
      output: {
        // A service worker rules over what lies below it, and an update is looked for under the same name.
        entryFileNames: ({ name }) => (name === SERVICE_WORKER ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  // What the page says of itself holds for its workers too where the host says it as well.
  preview: { headers: { 'Content-Security-Policy': CONTENT_SECURITY_POLICY } },
  optimizeDeps: {
    // The worker's dependencies are found late; optimising one then reloads the page in mid-use.
    include: [
      '@tensorflow/tfjs-core',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-backend-webgl',
      '@tensorflow/tfjs-backend-webgpu',
      '@huggingface/tokenizers',
      'zod',
    ],
  },
});
