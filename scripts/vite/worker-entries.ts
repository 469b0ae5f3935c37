import type { Plugin } from 'vite';

/**
 * Keeps the first script of a worker free of code that others import from it: what they share goes into a chunk of its
 * own. WebKit runs a worker's first module once more when another module imports it, so that two answered each message.
 */
export function workerEntries(): Plugin {
  return {
    name: 'kiln:worker-entries',
    apply: 'build',
    // Vite sets it to false for workers, after what is configured.
    options: (options) => ({ ...options, preserveEntrySignatures: 'strict' }),
    generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue;
        for (const path of [...output.imports, ...output.dynamicImports]) {
          const imported = bundle[path];
          if (imported?.type === 'chunk' && imported.isEntry) {
            throw new Error(`${output.fileName} imports ${path}, the first script of a worker.`);
          }
        }
      }
    },
  };
}
