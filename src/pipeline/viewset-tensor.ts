import { type Tensor5D, tensor } from '@tensorflow/tfjs-core';
import { AXES, CHANNELS } from '../viewset/viewset';

/** An encoded viewset [3, R, R, 9] as the one sample of a batch, the caller's to dispose. */
export function viewsetTensor(encoded: Float32Array, resolution: number): Tensor5D {
  return tensor(encoded, [1, AXES, resolution, resolution, CHANNELS]);
}
