import { type LoadOptions, loadModel, type ModelFolder } from '../weights';
import { cutOutConfig } from './config';
import { U2Net } from './u2net';

/**
 * Reads the network that cuts objects out and moves it to the active backend.
 *
 * @throws ModelError MANIFEST_INVALID, WEIGHTS_MISSING, WEIGHTS_TRUNCATED or WEIGHTS_CORRUPT
 */
export async function loadCutOut(folder: ModelFolder, options: LoadOptions = {}): Promise<U2Net> {
  const { manifest, tensors } = await loadModel(folder, options);
  return new U2Net(cutOutConfig(manifest), tensors, manifest.name);
}
