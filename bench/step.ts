import { add, mul, sub, type Tensor2D, type Tensor5D, tidy } from '@tensorflow/tfjs-core';
import { randomTensor } from '../src/kernels/testing';
import type { Backend } from '../src/model/backend';
import type { Denoiser } from '../src/model/network';
import { alternate, type Result, rounded } from './measure';

/** As many pieces as a long prompt has: "a tall castle with four round towers and red roofs on a green hill". */
const TEXT_TOKENS = 16;

/**
 * Milliseconds of one sampling step with classifier-free guidance: a forward with text, one without,
 * their combination, and the read-back that a viewer needs.
 */
export async function benchStep(denoiser: Denoiser, backend: Backend): Promise<Result> {
  const { resolution, text_width } = denoiser.config;
  const x = randomTensor<Tensor5D>([1, 3, resolution, resolution, 9], 1);
  const text = randomTensor<Tensor2D>([TEXT_TOKENS, text_width], 2);
  const step = async () => {
    const guided = tidy(() => {
      const conditional = denoiser.forward({ x, tau: 0.8, text });
      const unconditional = denoiser.forward({ x, tau: 0.8 });
      return add(unconditional, mul(sub(conditional, unconditional), 4));
    });
    await guided.data();
    guided.dispose();
  };
  const [timing] = await alternate([step], 5);
  x.dispose();
  text.dispose();
  return {
    bench: 'step',
    backend: backend.name,
    adapter: backend.adapter,
    text_tokens: TEXT_TOKENS,
    parameters: denoiser.parameterCount,
    ms: rounded(timing!.median),
    best_ms: rounded(timing!.best),
    runs: timing!.runs,
  };
}
