import { browserCache, fetchFolder } from '../model/fetch-folder';
import type { ModelSource } from './model-source';

/**
 * Models on a web server, with the browser's cache. The site has the wasm binaries of tfjs in `wasm/`, beside the
 * folder of models.
 *
 * @param models URL of the folder that holds all models, absolute
 */
export function browserModels(models: string): ModelSource {
  const base = models.endsWith('/') ? models : `${models}/`;
  return {
    folder: (name) => fetchFolder(new URL(`${name}/`, base).href),
    wasmFolder: new URL('../wasm/', base).href,
    cache: browserCache,
  };
}
