import { type Tensor, type Tensor2D, type Tensor5D, tensor } from '@tensorflow/tfjs-core';
import { Random } from '../base/random';
import { timeGrid } from '../diffusion/grid';
import { guided } from '../diffusion/guidance';
import type { Denoise } from '../diffusion/sampler';
import { samplers } from '../diffusion/samplers';
import type { GenerateRequest, GenerationProgress } from '../protocol/generation';
import { viewsetToCloud } from '../viewset/to-splats';
import { AXES, CHANNELS, decodeViewset, viewsetSize } from '../viewset/viewset';
import { lossBehind } from './device-loss';
import { promptNotices } from './prompt-notices';
import type { Session } from './session';
import { untilAborted } from './until-aborted';
import { yieldToMessages } from './yield-to-messages';

/** Levels τ in which guidance is applied: below, shape and colours are decided and a scale only adds contrast. */
const GUIDANCE_INTERVAL = [0.1, 1] as const;

/**
 * Generates an object from a prompt: `started`, then a `step` for each denoising step, whose cloud is made from the
 * x_0 predicted there; the last is the finished object. The same request and weights give the same object on every
 * backend, up to rounding.
 *
 * @param request as checkRequest returns it
 * @param signal looked at between the calls of the network
 * @throws the signal's reason when aborted; DeviceLostError
 */
export async function* generate(
  session: Session,
  request: GenerateRequest,
  signal?: AbortSignal,
): AsyncGenerator<Extract<GenerationProgress, { status: 'started' | 'step' }>, void> {
  const { denoiser, encoder, lost, info } = session;
  const { resolution } = info.model;
  const ended = AbortSignal.any(signal ? [signal, lost] : [lost]);
  const random = new Random(request.seed);
  const noise = () =>
    tensor(random.normals(viewsetSize(resolution)), [1, AXES, resolution, resolution, CHANNELS]);
  const predict =
    (given: { text?: Tensor2D }): Denoise =>
    async (x: Tensor, tau: number) => {
      await yieldToMessages();
      ended.throwIfAborted();
      return denoiser.forward({ x: x as Tensor5D, tau, ...given });
    };
  let text: Tensor2D | null = null;
  try {
    ended.throwIfAborted();
    text = encoder.encode(request.prompt);
    const notices = promptNotices(request.prompt, encoder.pieces, encoder.config.tokens);
    yield { status: 'started', steps: request.steps, notices };

    // Some prompts hold nothing that a tokenizer keeps.
    const given = text.shape[0] > 0 ? { text } : {};
    const denoise = guided(predict(given), predict({}), {
      scale: request.guidance,
      interval: GUIDANCE_INTERVAL,
    });
    const steps = samplers[request.sampler].sample(denoise, noise(), timeGrid(request.steps), noise);
    let begun = performance.now();
    for await (const { step, tau, x0 } of steps) {
      const values = (await untilAborted(x0.data(), ended)) as Float32Array;
      const cloud = viewsetToCloud(decodeViewset(values, resolution));
      const ms = performance.now() - begun;
      yield { status: 'step', step, steps: request.steps, tau, ms, cloud };
      begun = performance.now();
    }
  } catch (thrown) {
    const mayBeLoss = info.backend.name === 'webgpu' && !ended.aborted;
    throw mayBeLoss ? await lossBehind(thrown, lost) : thrown;
  } finally {
    text?.dispose();
  }
}
