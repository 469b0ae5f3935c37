import { type LoadOptions, loadModel, type ModelFolder } from '../weights';
import { cameraConfig } from './config';
import { CameraEstimator } from './estimator';

/**
 * Reads the camera estimator and moves it to the active backend.
 *
 * @throws ModelError MANIFEST_INVALID, WEIGHTS_MISSING, WEIGHTS_TRUNCATED or WEIGHTS_CORRUPT
 */
export async function loadCameraEstimator(
  folder: ModelFolder,
  options: LoadOptions = {},
): Promise<CameraEstimator> {
  const { manifest, tensors } = await loadModel(folder, options);
  return new CameraEstimator(cameraConfig(manifest), tensors, manifest.name);
}
