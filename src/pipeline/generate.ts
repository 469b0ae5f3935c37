import { dispose, type Tensor, type Tensor2D, type Tensor5D } from '@tensorflow/tfjs-core';
import { statesToNoise } from '../base/fine-levels';
import { Random } from '../base/random';
import { timeGrid } from '../diffusion/grid';
import { guided } from '../diffusion/guidance';
import type { Denoise } from '../diffusion/sampler';
import { samplers } from '../diffusion/samplers';
import { type Steer, steered } from '../diffusion/steered';
import type { GenerateRequest, GenerationProgress } from '../protocol/generation';
import { closeSeams } from '../viewset/close-seams';
import { viewsetToPoints } from '../viewset/to-points';
import { viewsetToCloud } from '../viewset/to-splats';
import { decodeViewset, viewsetSize } from '../viewset/viewset';
import { branchState, checkBranchFits, encodeState } from './branch';
import { lossBehind } from './device-loss';
import { finish } from './finish';
import { encodeObject, noising } from './noising';
import { expectedCameras } from './photo-cameras';
import { photoGuidance } from './photo-guidance';
import { checkPhotosFit, type PhotoTensors, photoTensors } from './photo-tensors';
import { promptNotices } from './prompt-notices';
import type { Session } from './session';
import { untilAborted } from './until-aborted';
import { viewsetTensor } from './viewset-tensor';
import { yieldToMessages } from './yield-to-messages';

/** What is known of the object: nothing at all is the unconditional model. */
type Given = { text?: Tensor2D } & Partial<PhotoTensors>;

/**
 * Generates an object from a prompt, photos or both: `started`, then a `step` for each denoising step, whose cloud is
 * made from the x_0 predicted there; the last is the finished object, with one surface where the others are splats that
 * condense. A branch tells only the steps that are its own.
 * Where an object is given, the states that noise takes it through come first, a `step` each.
 * The same request and weights give the same object on every backend, up to rounding.
 *
 * @param request as checkRequest returns it
 * @param signal looked at between the calls of the network
 * @throws the signal's reason when aborted; DeviceLostError; PhotosUnfitError; BranchUnfitError
 */
export async function* generate(
  session: Session,
  request: GenerateRequest,
  signal?: AbortSignal,
): AsyncGenerator<Extract<GenerationProgress, { status: 'started' | 'step' }>, void> {
  const { denoiser, encoder, lost, info } = session;
  const { name, hash, resolution } = info.model;
  const { prompt, photos = [], from, object } = request;
  checkPhotosFit(photos.length, denoiser.config);
  if (from) checkBranchFits(from, resolution);
  const ended = AbortSignal.any(signal ? [signal, lost] : [lost]);
  const random = new Random(request.seed);
  const encoded = (values: Float32Array) => viewsetTensor(values, resolution);
  const noise = () => encoded(random.normals(viewsetSize(resolution)));
  const predict =
    (given: Given): Denoise =>
    async (x: Tensor, tau: number) => {
      await yieldToMessages();
      ended.throwIfAborted();
      return denoiser.forward({ x: x as Tensor5D, tau, ...given });
    };
  const owned: Tensor[] = [];
  try {
    ended.throwIfAborted();
    const text = encoder.encode(prompt);
    owned.push(text);
    // Some prompts hold nothing that a tokenizer keeps, and beside photos there may be none.
    const given: Given = text.shape[0] > 0 ? { text } : {};
    if (photos.length > 0) {
      const tensors = photoTensors(photos, denoiser.config);
      owned.push(tensors.photos, tensors.azimuth);
      Object.assign(given, tensors);
    }
    const notices = prompt === '' ? [] : promptNotices(prompt, encoder.pieces, encoder.config.tokens);
    const grid = timeGrid(request.steps, request.fidelity);
    const ahead = object ? statesToNoise(request.steps) : 0;
    const total = ahead + request.steps;
    yield { status: 'started', steps: total, notices, model: { name, hash } };

    // Where nothing is known both predictions would be the same.
    const scale = Object.keys(given).length > 0 ? request.guidance : 0;
    const free = guided(predict(given), predict({}), scale);
    const expected = photos.length > 0 ? await expectedCameras(photos, session.camera) : [];
    const pull = photos.length > 0 ? (request.photoGuidance ?? 0) : 0;
    const follow: Steer | null =
      pull > 0 ? photoGuidance(photos, expected, pull, resolution, grid.at(-2)!) : null;
    const steer: Steer = async (x0, tau) => {
      closeSeams(x0, resolution, denoiser.config.patch);
      return follow ? follow(x0, tau) : x0;
    };
    const denoise = steered(free, steer, encoded);
    const behind = from?.step ?? 0;
    let begun = performance.now();
    let start: Tensor | null = null;
    if (object) {
      let step = 0;
      for (const { tau, x } of noising(encodeObject(object, resolution), grid, noise)) {
        await yieldToMessages();
        ended.throwIfAborted();
        step++;
        const values = (await untilAborted(x.data(), ended)) as Float32Array;
        const cloud = tau > 0 ? viewsetToPoints(decodeViewset(values, resolution)) : object.cloud;
        const ms = performance.now() - begun;
        yield { status: 'step', step, steps: total, tau, ms, cloud, state: encodeState(values) };
        begun = performance.now();
        if (step === ahead) start = x.clone();
      }
    } else if (from) {
      start = await branchState(from, { resolution, tau: grid[behind]!, denoise, random, noise });
    }
    start ??= noise();
    const steps = samplers[request.sampler].sample(denoise, start, grid.slice(behind), noise);
    for await (const { step: taken, tau, x, x0 } of steps) {
      const step = ahead + behind + taken;
      const [values, reached] = (await untilAborted(Promise.all([x0.data(), x.data()]), ended)) as [
        Float32Array,
        Float32Array,
      ];
      const viewset = decodeViewset(values, resolution);
      const state = encodeState(reached);
      const isLast = step === total;
      const finished = isLast && (await finish(viewset, photos, expected, pull));
      const cloud = finished ? finished.cloud : viewsetToCloud(viewset);
      const last = finished && { viewset, ...finished };
      const ms = performance.now() - begun;
      yield { status: 'step', step, steps: total, tau, ms, cloud, state, ...last };
      begun = performance.now();
    }
  } catch (thrown) {
    const mayBeLoss = info.backend.name === 'webgpu' && !ended.aborted;
    throw mayBeLoss ? await lossBehind(thrown, lost) : thrown;
  } finally {
    dispose(owned);
  }
}
