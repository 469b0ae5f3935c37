import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { modelFolder, startNodeBackend } from '../../../bench/support';
import { readWithoutLeaks, relativeError } from '../../kernels/testing';
import { loadCameraEstimator } from './load';
import { readCameraGolden } from './testing';

it('the camera estimator on webgpu gives what PyTorch gives', async () => {
  await startNodeBackend('webgpu');
  const estimator = await loadCameraEstimator(modelFolder('camera'));
  const path = new URL('../../../goldens/camera.safetensors', import.meta.url);
  const { photos, output } = readCameraGolden(new Uint8Array(await readFile(path)));
  expect(relativeError(await readWithoutLeaks(() => estimator.forward(photos)), output)).toBeLessThan(1e-3);
  photos.dispose();
  estimator.dispose();
}, 60_000);
