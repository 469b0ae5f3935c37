import {
  reshape,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
  tensor3d,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import { floatsToHalves, halvesToFloats } from '../src/base/half';
import { attention } from '../src/kernels/attention/op';
import { attentionReference } from '../src/kernels/attention/reference';
import { linear } from '../src/kernels/linear/op';
import { linearReference } from '../src/kernels/linear/reference';
import { type LinearWeight, linearWeight } from '../src/kernels/linear/weight';
import { modulatedNorm } from '../src/kernels/modulated-norm/op';
import { modulatedNormReference } from '../src/kernels/modulated-norm/reference';
import { randomTensor, randomValues } from '../src/kernels/testing';
import { alternate, type Result, rounded, type Work } from './measure';
import { rasteriserWorks } from './rasteriser';
import { startNodeBackend } from './support';

/** Sizes of a block, with 16 text tokens beside the viewset's. */
const MODELS = {
  'kiln-s': { tokens: 64, width: 256, heads: 4, mlp: 1024 },
  'kiln-b': { tokens: 208, width: 512, heads: 8, mlp: 2048 },
};

interface Pair {
  readonly kernel: string;
  readonly shape: string;
  readonly ours: () => Tensor;
  readonly composed: () => Tensor;
}

/** Each WGSL kernel against the tfjs ops it replaces, on the same adapter, at the sizes of each model. */
export async function benchKernels(emit: (result: Result) => void): Promise<void> {
  const backend = await startNodeBackend('webgpu');
  for (const [model, sizes] of Object.entries(MODELS)) {
    for (const pair of pairs(sizes)) {
      const [ours, composed] = await alternate([finished(pair.ours), finished(pair.composed)], 2);
      emit({
        bench: 'kernel',
        kernel: pair.kernel,
        model,
        shape: pair.shape,
        adapter: backend.adapter,
        ms: rounded(ours!.median / CALLS),
        composed_ms: rounded(composed!.median / CALLS),
        ratio: rounded(composed!.median / ours!.median),
        runs: ours!.runs,
      });
    }
  }
  for (const { shape, kernel, ours: own, composed: plain } of rasteriserWorks()) {
    const [ours, composed] = await alternate([own, plain], 2);
    emit({
      bench: 'kernel',
      kernel,
      shape,
      adapter: backend.adapter,
      ms: rounded(ours!.median),
      composed_ms: rounded(composed!.median),
      ratio: rounded(composed!.median / ours!.median),
      runs: ours!.runs,
    });
  }
}

/** Calls in a run: enough that launching the last does not wait for the first. */
const CALLS = 4;

/** Runs an op a few times, then waits for the GPU by reading one of the outputs. */
function finished(op: () => Tensor): Work {
  return async () => {
    const outputs = Array.from({ length: CALLS }, op);
    await outputs.at(-1)!.data();
    for (const output of outputs) output.dispose();
  };
}

function pairs({ tokens, width, heads, mlp }: (typeof MODELS)['kiln-s']): Pair[] {
  const size = width / heads;
  const attentionInput = {
    qkv: randomTensor<Tensor3D>([1, tokens, 3 * width], 1),
    qNorm: randomTensor<Tensor1D>([size], 2),
    kNorm: randomTensor<Tensor1D>([size], 3),
    heads,
  };
  const x = randomTensor<Tensor3D>([1, tokens, width], 4);
  const hidden = randomTensor<Tensor3D>([1, tokens, mlp], 5);
  const modulation = { table: randomTensor<Tensor2D>([6, width], 6), shift: 0, scale: 1 };
  const residual = { onto: x, table: modulation.table, gate: 2 };
  const up = bothLayouts(mlp, width);
  const down = bothLayouts(width, mlp);
  const upInput = { x, bias: randomTensor<Tensor1D>([mlp], 7), activation: 'squared-relu' as const };
  const downInput = { x: hidden, bias: randomTensor<Tensor1D>([width], 8), residual };
  return [
    {
      kernel: 'attention',
      shape: `${tokens} tokens, ${heads} heads of ${size}`,
      ours: () => attention(attentionInput),
      composed: () => attentionReference(attentionInput),
    },
    {
      kernel: 'modulated-norm',
      shape: `${tokens} x ${width}`,
      ours: () => modulatedNorm(x, modulation),
      composed: () => modulatedNormReference(x, modulation),
    },
    {
      kernel: 'linear, squared ReLU',
      shape: `${tokens} x ${width} to ${mlp}`,
      ours: () => linear({ ...upInput, weight: up.packed }),
      composed: () => linearReference({ ...upInput, weight: up.floats }),
    },
    {
      kernel: 'linear, gated residual',
      shape: `${tokens} x ${mlp} to ${width}`,
      ours: () => linear({ ...downInput, weight: down.packed }),
      composed: () => linearReference({ ...downInput, weight: down.floats }),
    },
  ];
}

/** The same weight packed, for the kernel, and as floats, for tfjs. */
function bothLayouts(outputs: number, inputs: number): { packed: LinearWeight; floats: LinearWeight } {
  const halves = floatsToHalves(randomValues(outputs * inputs, 9));
  const tensor = tidy(() => {
    const rows = tensor3d(halvesToFloats(halves), [1, outputs, inputs]);
    return reshape(transpose(rows, [0, 2, 1]), [1, inputs, outputs]);
  });
  return { packed: linearWeight(halves, outputs, inputs), floats: { inputs, outputs, tensor } };
}
