import type { ModelFolder, WeightCache } from '../model/weights';

/** Where models come from: a server in the browser, a disk in Node. */
export interface ModelSource {
  /** The folder of a model, by name. */
  readonly folder: (name: string) => ModelFolder;
  /** See BackendOptions. */
  readonly wasmFolder: string;
  /** The cache of a model, by name. */
  readonly cache?: (name: string) => WeightCache;
}
