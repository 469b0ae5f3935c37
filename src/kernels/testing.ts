/** Shared by the tests and benchmarks of kernels. */

import { memory, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { Random } from '../base/random';
import { useAdapter } from './device';

/** Standard normals, seeded so that a failure is seen again. */
export function randomValues(size: number, seed: number): Float32Array {
  return new Random(seed).normals(size);
}

export function randomTensor<T extends Tensor>(shape: number[], seed: number): T {
  return tensor(
    randomValues(
      shape.reduce((a, b) => a * b, 1),
      seed,
    ),
    shape,
  ) as T;
}

/** ||actual - expected|| / ||expected||; NaN if any value is. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let difference = 0;
  let norm = 0;
  for (let i = 0; i < expected.length; i++) {
    difference += (actual[i]! - expected[i]!) ** 2;
    norm += expected[i]! ** 2;
  }
  return Math.sqrt(difference / norm);
}

/** A WebGPU device for tests, whose validation errors are kept: tfjs drops them, and the output is zeros. */
export async function startTestDevice(): Promise<{ device: GPUDevice; errors: string[] }> {
  const adapter = await navigator.gpu.requestAdapter();
  if (!adapter) {
    throw new Error(
      'No WebGPU adapter. Install a Vulkan driver, or Debian packages chromium and libvulkan1.',
    );
  }
  const device = await useAdapter(adapter);
  const errors: string[] = [];
  device.addEventListener('uncapturederror', (event) => errors.push(event.error.message));
  return { device, errors };
}

/**
 * Runs `compute`, reads its output and disposes it.
 *
 * @throws when `compute` leaves more tensors behind than its output
 */
export async function readWithoutLeaks(compute: () => Tensor): Promise<Float32Array> {
  const before = memory().numTensors;
  const output = compute();
  const left = memory().numTensors - before - 1;
  if (left !== 0) throw new Error(`${left} tensors were left behind`);
  const values = (await output.data()) as Float32Array;
  output.dispose();
  return values;
}
