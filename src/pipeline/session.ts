import { type Tensor2D, type Tensor5D, zeros } from '@tensorflow/tfjs-core';
import { type Backend, startBackend } from '../model/backend';
import type { CameraEstimator } from '../model/camera/estimator';
import { loadCameraEstimator } from '../model/camera/load';
import { type CaptionIndex, loadCaptionIndex } from '../model/captions/load';
import type { DenoiserManifest } from '../model/config';
import { ModelError } from '../model/errors';
import { Denoiser } from '../model/network';
import { loadPromptEncoder, type PromptEncoder } from '../model/text/load';
import { type LoadedModel, type LoadOptions, loadModel, type ModelFolder } from '../model/weights';
import type { BackendRequest, ModelRequest } from '../protocol/choices';
import type { SessionInfo, SessionProgress } from '../protocol/session';
import { AXES, CHANNELS } from '../viewset/viewset';
import { type ChosenModel, chooseModel } from './choose-model';
import { DeviceLostError, lossBehind } from './device-loss';
import { checkAnswer, DeviceUnfitError } from './device-unfit';
import { Lazy } from './lazy';
import { sumOfLoads } from './load-sum';
import type { ModelSource } from './model-source';
import { untilAborted } from './until-aborted';

/** The model whose tokens the denoisers were trained on. */
const TEXT_ENCODER = 'text-encoder';
/** What the denoisers were trained on, to be searched with its tokens. */
const CAPTIONS = 'captions';
/** What says from where a photo was taken. */
const CAMERA = 'camera';

export interface SessionOptions extends ModelSource {
  readonly model: ModelRequest;
  readonly backend: BackendRequest;
  readonly onProgress?: (progress: Extract<SessionProgress, { status: 'loading' | 'warming' }>) => void;
  readonly signal?: AbortSignal;
}

/** A model on a backend, ready to generate: what the worker and the command line share. */
export interface Session {
  readonly info: SessionInfo;
  readonly denoiser: Denoiser;
  readonly encoder: PromptEncoder;
  /** The captions that the model was trained on. */
  readonly captions: Lazy<CaptionIndex>;
  readonly camera: CameraEstimator;
  /** Aborted with a DeviceLostError when the GPU goes away; nothing works afterwards. */
  readonly lost: AbortSignal;
  /** Frees the weights. */
  dispose(): void;
}

/**
 * Starts a backend, loads a denoiser, the text encoder and the camera estimator onto it, and runs the first two once,
 * so that the first generation does not pay for compiling shaders. A GPU has to give the result that it should.
 *
 * @throws ModelError, DeviceLostError, DeviceUnfitError, or the signal's reason
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { folder, cache, signal, onProgress } = options;
  const loss = new AbortController();
  const backend = await startBackend({
    request: options.backend,
    wasmFolder: options.wasmFolder,
    onLost: (reason) => loss.abort(new DeviceLostError(reason)),
  });
  const chosen = chooseModel(options.model, backend);
  const report = sumOfLoads(3, (sum) => onProgress?.({ status: 'loading', model: chosen.name, ...sum }));
  const from = (name: string, i: number): [ModelFolder, LoadOptions] => [
    folder(name),
    { cache: cache?.(name), signal, onProgress: report[i] },
  ];
  const loading = loadModel(...from(chosen.name, 0));
  const encoding = loadPromptEncoder(...from(TEXT_ENCODER, 1));
  const seeing = loadCameraEstimator(...from(CAMERA, 2));
  let denoiser: Denoiser | null = null;
  try {
    const [model, encoder, camera] = await Promise.all([loading, encoding, seeing]);
    signal?.throwIfAborted();
    onProgress?.({ status: 'warming', model: chosen.name });
    const { config, answer = [] } = denoiserManifest(model, encoder);
    denoiser = new Denoiser(config, model.tensors, chosen.name);
    const values = await warm(denoiser, encoder, loss.signal).catch(async (thrown) => {
      throw backend.device ? await faultBehind(thrown, loss.signal) : thrown;
    });
    if (backend.device) checkAnswer(values, answer);
    const captions = new Lazy(() =>
      loadCaptionIndex(folder(CAPTIONS), encoder.hash, { cache: cache?.(CAPTIONS) }),
    );
    const owned = [denoiser, encoder, camera];
    return {
      info: infoOf(backend, chosen, model, denoiser),
      denoiser,
      encoder,
      captions,
      camera,
      lost: loss.signal,
      dispose: () => {
        for (const part of owned) part.dispose();
      },
    };
  } catch (error) {
    denoiser?.dispose();
    for (const part of [encoding, seeing]) {
      part.then(
        (loaded) => loaded.dispose(),
        () => {},
      );
    }
    throw error;
  }
}

/** @throws ModelError MANIFEST_INVALID when the model is of another kind, or cannot read what the encoder writes */
function denoiserManifest({ manifest }: LoadedModel, encoder: PromptEncoder): DenoiserManifest {
  if (manifest.kind !== 'denoiser') {
    throw new ModelError(
      'MANIFEST_INVALID',
      `${manifest.name} is a ${manifest.kind} and cannot generate objects. Choose a denoiser, such as kiln-s.`,
    );
  }
  const { text_width, text_tokens } = manifest.config;
  const { width, tokens } = encoder.config;
  if (text_width !== width || text_tokens < tokens) {
    throw new ModelError(
      'MANIFEST_INVALID',
      `${manifest.name} reads ${text_tokens} tokens of ${text_width} values, but the text encoder gives ${tokens} of ` +
        `${width}. Copy both model folders of the same version again.`,
    );
  }
  return manifest;
}

/** What is wrong with a GPU on which a first run failed. */
async function faultBehind(thrown: unknown, lost: AbortSignal): Promise<unknown> {
  const cause = await lossBehind(thrown, lost);
  if (cause !== thrown) return cause;
  return new DeviceUnfitError(thrown instanceof Error ? thrown.message : String(thrown), { cause });
}

function infoOf(
  { name, why, adapter }: Backend,
  chosen: ChosenModel,
  model: LoadedModel,
  denoiser: Denoiser,
): SessionInfo {
  return {
    backend: { name, why, adapter },
    model: {
      name: model.manifest.name,
      hash: model.hash,
      why: chosen.why,
      parameters: denoiser.parameterCount,
      resolution: denoiser.config.resolution,
    },
  };
}

/**
 * Every shape that a generation uses but the number of text tokens: with a prompt and without.
 *
 * @returns what it says with the prompt, to the question of docs/conventions.md, Answer
 */
async function warm(denoiser: Denoiser, encoder: PromptEncoder, lost: AbortSignal): Promise<Float32Array> {
  const { resolution } = denoiser.config;
  const x = zeros([1, AXES, resolution, resolution, CHANNELS]) as Tensor5D;
  const text: Tensor2D = encoder.encode('a house');
  try {
    const said: Float32Array[] = [];
    for (const given of [{ text }, {}]) {
      const x0 = denoiser.forward({ x, tau: 0.5, ...given });
      said.push((await untilAborted(x0.data(), lost).finally(() => x0.dispose())) as Float32Array);
    }
    return said[0]!;
  } finally {
    x.dispose();
    text.dispose();
  }
}
