import { type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import { readSafetensors, toFloats } from '../safetensors';

/** What training/ computed for a few photos; goldens/camera.safetensors. */
export interface CameraGolden {
  /** [V, S, S, 4], encoded; the caller's to dispose. */
  readonly photos: Tensor4D;
  /** [V, 4] */
  readonly output: Float32Array;
}

export function readCameraGolden(file: Uint8Array): CameraGolden {
  const stored = readSafetensors(file, 'goldens/camera');
  const photos = stored.get('photos');
  const output = stored.get('output');
  if (!photos || !output) throw new Error('The golden camera is incomplete. Write the goldens again.');
  return {
    photos: tensor4d(toFloats(photos), photos.shape as Tensor4D['shape']),
    output: toFloats(output),
  };
}
