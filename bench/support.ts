/** What tests and benchmarks of the network share in Node: this repository's models, goldens and wasm binaries. */

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Tensor2D, type Tensor4D, type Tensor5D, tensor, tensor5d } from '@tensorflow/tfjs-core';
import { diskModel } from '../src/cli/disk-models';
import { readWithoutLeaks, relativeError } from '../src/kernels/testing';
import { type Backend, type BackendOptions, startBackend } from '../src/model/backend';
import { Denoiser, type DenoiserInput } from '../src/model/network';
import { readSafetensors, toFloats } from '../src/model/safetensors';
import { loadModel, type ModelFolder } from '../src/model/weights';
import type { ModelSource } from '../src/pipeline/model-source';

const ROOT = new URL('../', import.meta.url);

/** The models of this repository, and the wasm binaries from node_modules. */
export const modelSource: ModelSource = {
  folder: modelFolder,
  wasmFolder: fileURLToPath(new URL('node_modules/@tensorflow/tfjs-backend-wasm/dist/', ROOT)),
};

/** Starts a backend by name. */
export function startNodeBackend(request: BackendOptions['request']): Promise<Backend> {
  return startBackend({ request, wasmFolder: modelSource.wasmFolder });
}

/** A model folder of this repository. */
export function modelFolder(name: string): ModelFolder {
  return diskModel(fileURLToPath(new URL('models', ROOT)), name);
}

/** A denoiser of this repository, on the active backend. */
export async function loadDenoiser(name: string): Promise<Denoiser> {
  const { manifest, tensors } = await loadModel(modelFolder(name));
  if (manifest.kind !== 'denoiser') throw new Error(`${name} is a ${manifest.kind}`);
  return new Denoiser(manifest.config, tensors, name);
}

export interface Golden {
  /** Tensors belong to the caller. */
  readonly input: DenoiserInput;
  /** [1, 3, R, R, 9] */
  readonly output: Float32Array;
}

/** One forward pass as PyTorch computed it: goldens/NAME.safetensors. */
export async function readGolden(name: string): Promise<Golden> {
  const file = new Uint8Array(await readFile(new URL(`goldens/${name}.safetensors`, ROOT)));
  const stored = readSafetensors(file, name);
  const values = (key: string) => {
    const found = stored.get(key);
    if (!found) throw new Error(`golden ${name} lacks ${key}`);
    return { floats: toFloats(found), shape: [...found.shape] };
  };
  /** Without the batch axis, which conditions do not have here. */
  const condition = (key: string) => {
    const { floats, shape } = values(key);
    return tensor(floats, shape.slice(1) as [number, number]);
  };
  const x = values('x');
  return {
    input: {
      x: tensor5d(x.floats, x.shape as Tensor5D['shape']),
      tau: values('tau').floats[0]!,
      ...(stored.has('text') && { text: condition('text') as Tensor2D }),
      ...(stored.has('photos') && {
        photos: condition('photos') as Tensor4D,
        azimuth: condition('azimuth') as Tensor2D,
      }),
    },
    output: values('output').floats,
  };
}

/** The goldens of kiln-s: text, text and photo, neither. */
export const FORWARD_GOLDENS = ['kiln-s-forward', 'kiln-s-forward-photo', 'kiln-s-forward-bare'];

/**
 * Relative L2 error of one forward against PyTorch.
 *
 * Both sides read the same float16 weights and compute in float32, so that only the order of summation
 * differs, and a GPU's own exp and rsqrt: about 1e-6. A wrong layout, order or constant gives 0.01 to 1.
 */
export async function forwardError(denoiser: Denoiser, golden: string): Promise<number> {
  const { input, output } = await readGolden(golden);
  return relativeError(await readWithoutLeaks(() => denoiser.forward(input)), output);
}
