import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { backend, engine, getBackend, type Tensor } from '@tensorflow/tfjs-core';

/**
 * What every WGSL program here has to heed, since tfjs builds the shader around our code:
 * - An input or uniform that the code does not read is dropped from the pipeline's automatic
 *   layout; the bind group then does not fit, and the whole submission silently yields zeros.
 * - Pipelines are cached by `shaderKey`, so it must name every constant baked into the code.
 * - `workgroupId` and `localIndex` are private variables here, which WGSL treats as non-uniform:
 *   a loop that holds a barrier may be bounded by uniforms and constants only.
 */

/** Whether tensors live on WebGPU, so that our own programs can run. */
export function onWebGpu(): boolean {
  return getBackend() === 'webgpu';
}

/** An int32 uniform; a program declares them in this order in `uniforms`. */
export function int32(value: number) {
  return { type: 'int32', data: [value] };
}

/** Runs a program and returns its output as a tensor that tidy tracks. */
export function runProgram(
  program: WebGPUProgram,
  inputs: readonly Tensor[],
  uniforms: ReturnType<typeof int32>[] = [],
  type: 'float32' | 'int32' = 'float32',
): Tensor {
  const gpu = backend() as WebGPUBackend;
  const output = gpu.runWebGPUProgram(program, [...inputs], type, uniforms);
  return engine().makeTensorFromTensorInfo(output);
}
