import { startWasm } from '../model/backend';
import { loadCutOut } from '../model/cut-out/load';
import { loadModel } from '../model/weights';
import type { ObjectFinder } from '../photo/segment';
import type { ModelSource } from './model-source';

/** The model that cuts objects out. */
const CUT_OUT = 'cut-out';

/** A finder that holds weights. */
export interface OpenFinder extends ObjectFinder {
  /** Frees the weights. */
  dispose(): void;
}

/**
 * Loads what finds the object of a photo, on WASM: it looks once or twice, and is done before a graphics processor
 * would have compiled its dozens of shapes of convolution.
 *
 * @throws ModelError
 */
export async function openCutOut({ folder, wasmFolder, cache }: ModelSource): Promise<OpenFinder> {
  await startWasm('Photos are cut out on the CPU.', { wasmFolder });
  const network = await loadCutOut(folder(CUT_OUT), { cache: cache?.(CUT_OUT) });
  return {
    size: network.config.size,
    find: (pixels) => network.find(pixels),
    dispose: () => network.dispose(),
  };
}

/** Puts the model's weights into the cache, if they can be had. */
export async function keepCutOut({ folder, cache }: ModelSource): Promise<void> {
  // What fails here is told when a photo asks for it.
  await loadModel(folder(CUT_OUT), { cache: cache?.(CUT_OUT) }).catch(() => {});
}
