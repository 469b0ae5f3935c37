import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { findBackendFactory, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';

/** As tfjs asks for: above the defaults, tensors may be larger and matmul uses larger tiles. */
const LIMITS = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const;

/**
 * Makes tfjs run on this adapter, on a device of our own, so that its loss and its errors can be heard.
 *
 * @returns the device, which belongs to tfjs from now on
 * @throws when the adapter gives no device
 */
export async function useAdapter(adapter: GPUAdapter): Promise<GPUDevice> {
  const device = await adapter.requestDevice({
    requiredFeatures: adapter.features.has('timestamp-query') ? ['timestamp-query'] : [],
    requiredLimits: Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]])),
  });
  // The name must stay: kernels are registered under it. tfjs has registered a factory of its own
  // if there was WebGPU when it was loaded.
  if (findBackendFactory('webgpu')) removeBackend('webgpu');
  registerBackend('webgpu', () => new WebGPUBackend(device, adapter.info), 3);
  await setBackend('webgpu');
  return device;
}
