import { env, ready, setBackend } from '@tensorflow/tfjs-core';
import { describeAdapter, isSoftware } from '../base/adapter';
import { ModelError } from './errors';

/** What can run the network. */
export type BackendName = 'webgpu' | 'wasm' | 'webgl';

export interface BackendOptions {
  /** 'auto' chooses; a name is taken at its word or refused. */
  readonly request: 'auto' | BackendName;
  /** URL or path of the folder that holds the wasm binaries of tfjs, with a slash at its end. */
  readonly wasmFolder: string;
  /** Called once if the GPU goes away (driver reset, sleep, device.destroy()): every tensor on it is lost. */
  readonly onLost?: (reason: string) => void;
}

export interface Backend {
  readonly name: BackendName;
  /** A sentence for people: why this backend and not another. */
  readonly why: string;
  /** The GPU or software renderer, as its driver names it; null where none takes part. */
  readonly adapter: string | null;
  /** The device that tensors live on; null without WebGPU. */
  readonly device: GPUDevice | null;
  /** Whether a graphics processor is known to do the work. */
  readonly hardware: boolean;
}

/**
 * Starts tfjs on the best backend here: WebGPU on a real GPU, else WASM, else WebGL.
 * A software WebGPU adapter is not taken: it computes correctly, fifty times slower than WASM
 * on the same cores.
 *
 * @throws ModelError BACKEND_UNAVAILABLE when the requested backend, or every backend, fails
 */
export async function startBackend(options: BackendOptions): Promise<Backend> {
  switch (options.request) {
    case 'webgpu': {
      const adapter = await findAdapter();
      if (!adapter) throw unavailable('WebGPU', 'there is no WebGPU adapter here');
      return startWebGpu(adapter, 'WebGPU was asked for.', options);
    }
    case 'wasm':
      return startWasm('WASM was asked for.', options);
    case 'webgl':
      return startWebGl('WebGL was asked for.');
    case 'auto':
      return choose(options);
  }
}

async function choose(options: BackendOptions): Promise<Backend> {
  const adapter = await findAdapter();
  let why = 'There is no WebGPU here, so the CPU does the work through WASM.';
  if (adapter && isSoftware(adapter)) {
    why = `WebGPU here is a software renderer (${describeAdapter(adapter)}), which WASM outruns on the same CPU.`;
  } else if (adapter) {
    try {
      return await startWebGpu(adapter, 'WebGPU on a real GPU is the fastest way.', options);
    } catch (error) {
      why = `WebGPU failed to start (${messageOf(error)}), so the CPU does the work through WASM.`;
    }
  }
  try {
    return await startWasm(why, options);
  } catch (error) {
    return startWebGl(`WASM failed to start (${messageOf(error)}), so WebGL does the work.`);
  }
}

async function findAdapter(): Promise<GPUAdapter | null> {
  if (!globalThis.navigator?.gpu) return null;
  return navigator.gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
}

async function startWebGpu(adapter: GPUAdapter, why: string, { onLost }: BackendOptions): Promise<Backend> {
  try {
    // Loaded only where it runs: the backend is a quarter of all the script.
    const { useAdapter } = await import('../kernels/device');
    const device = await useAdapter(adapter);
    device.lost.then(({ message, reason }) => onLost?.(message || reason));
    const hardware = !isSoftware(adapter);
    return { name: 'webgpu', why, adapter: describeAdapter(adapter), device, hardware };
  } catch (cause) {
    throw unavailable('WebGPU', messageOf(cause), cause);
  }
}

/**
 * Starts tfjs on WASM.
 *
 * @param why as in Backend
 * @throws ModelError BACKEND_UNAVAILABLE
 */
export async function startWasm(
  why: string,
  { wasmFolder }: Pick<BackendOptions, 'wasmFolder'>,
): Promise<Backend> {
  try {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    setWasmPaths(wasmFolder);
    // The threaded binary of tfjs 4.22 starts eight workers and then computes on one thread, whatever
    // setThreadsCount says (tfjs issue 8513); the plain one is faster.
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    await activate('wasm');
    return { name: 'wasm', why, adapter: null, device: null, hardware: false };
  } catch (cause) {
    throw unavailable('WASM', messageOf(cause), cause);
  }
}

async function startWebGl(why: string): Promise<Backend> {
  try {
    await import('@tensorflow/tfjs-backend-webgl');
    await activate('webgl');
    return { name: 'webgl', why, adapter: null, device: null, hardware: false };
  } catch (cause) {
    throw unavailable('WebGL', messageOf(cause), cause);
  }
}

async function activate(name: BackendName): Promise<void> {
  if (!(await setBackend(name))) throw new Error('it does not start in this browser');
  await ready();
}

function unavailable(what: string, problem: string, cause?: unknown): ModelError {
  return new ModelError(
    'BACKEND_UNAVAILABLE',
    `${what} cannot be used: ${problem}. Use a recent browser, or choose the automatic backend.`,
    { cause },
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
