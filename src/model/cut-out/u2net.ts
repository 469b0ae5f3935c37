import {
  add,
  concat,
  fused,
  image,
  maxPool,
  sigmoid,
  squeeze,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import { Parameters } from '../parameters';
import type { StoredTensors } from '../safetensors';
import type { CutOutConfig } from './config';

const COLORS = 3;
/** How many convolutions go down in each block of the encoder; the last two blocks widen instead of halving. */
const DEPTHS = [7, 6, 5, 4, 4, 4] as const;
const WIDENING = [4, 5];

interface Convolution {
  /** [3, 3, inputs, outputs], or [1, 1, inputs, outputs] */
  readonly weight: Tensor4D;
  readonly bias: Tensor1D;
}

/** A residual U-block: the paper's RSU-L where it halves, RSU-4F where it widens. */
interface Block {
  readonly enter: Convolution;
  readonly down: readonly Convolution[];
  /** From the deepest level to the first. */
  readonly up: readonly Convolution[];
  readonly widens: boolean;
}

/**
 * Says how likely each pixel is part of the object that a picture is of: the small U²-Net of Qin et al., "U²-Net: Going
 * Deeper with Nested U-Structure for Salient Object Detection" (2020), with its batch norms folded into the
 * convolutions. docs/conventions.md, Cut-out, is its specification.
 */
export class U2Net {
  readonly config: CutOutConfig;
  readonly #parameters: Parameters;
  readonly #encode: readonly Block[];
  /** From the deepest level to the first. */
  readonly #decode: readonly Block[];
  readonly #side: readonly Convolution[];
  readonly #out: Convolution;

  /**
   * Moves the weights to the active backend; stays bound to it.
   *
   * @param name names the model in messages
   * @throws ModelError WEIGHTS_CORRUPT when the tensors do not fit the config
   */
  constructor(config: CutOutConfig, tensors: StoredTensors, name: string) {
    const { width, inner } = config;
    const parameters = new Parameters(tensors, name);
    const convolution = (path: string, inputs: number, outputs: number, side = 3): Convolution => ({
      weight: parameters.dense(`${path}.weight`, side, side, inputs, outputs),
      bias: parameters.dense(`${path}.bias`, outputs),
    });
    const block = (path: string, inputs: number, level: number): Block => {
      const depth = DEPTHS[level]!;
      return {
        enter: convolution(`${path}.in`, inputs, width),
        down: Array.from({ length: depth }, (_, i) =>
          convolution(`${path}.down.${i + 1}`, i === 0 ? width : inner, inner),
        ),
        up: Array.from({ length: depth - 1 }, (_, i) => depth - 1 - i).map((i) =>
          convolution(`${path}.up.${i}`, 2 * inner, i === 1 ? width : inner),
        ),
        widens: WIDENING.includes(level),
      };
    };

    this.config = config;
    this.#parameters = parameters;
    try {
      this.#encode = DEPTHS.map((_, i) => block(`encode.${i + 1}`, i === 0 ? COLORS : width, i));
      this.#decode = DEPTHS.slice(1)
        .map((_, i) => block(`decode.${i + 1}`, 2 * width, i))
        .reverse();
      this.#side = DEPTHS.map((_, i) => convolution(`side.${i + 1}`, width, 1));
      this.#out = convolution('out', DEPTHS.length, 1, 1);
      parameters.finish();
    } catch (error) {
      parameters.dispose();
      throw error;
    }
  }

  /**
   * @param picture [1, S, S, 3], encoded, S being the config's size
   * @returns [S, S] how likely each pixel is the object, 0 to 1
   */
  forward(picture: Tensor4D): Tensor2D {
    return tidy(() => {
      const levels: Tensor4D[] = [];
      for (const block of this.#encode)
        levels.push(through(block, levels.length ? halve(levels.at(-1)!) : picture));
      // The deepest level of the encoder is the decoder's first.
      const decoded = [levels.pop()!];
      for (const block of this.#decode) {
        const level = levels.pop()!;
        decoded.unshift(through(block, concat([enlarge(decoded[0]!, level), level], 3)));
      }
      const sides = decoded.map((level, i) => enlarge(convolve(level, this.#side[i]!), picture));
      return squeeze(sigmoid(convolve(concat(sides, 3), this.#out))) as Tensor2D;
    });
  }

  /**
   * @param pixels RGBA of an opaque picture of S x S, in 0..255
   * @returns [S * S] how likely each pixel is the object, 0 to 1
   */
  async find(pixels: Uint8ClampedArray): Promise<Float32Array> {
    const out = tidy(() => this.forward(this.#encoded(pixels)));
    return (await out.data().finally(() => out.dispose())) as Float32Array;
  }

  /** Colours as the network was trained on them: as shares of the brightest value, then standardised. */
  #encoded(pixels: Uint8ClampedArray): Tensor4D {
    const { size, mean, deviation } = this.config;
    const colors = new Float32Array(size * size * COLORS);
    for (let i = 0; i < colors.length; i++) colors[i] = pixels[Math.floor(i / COLORS) * 4 + (i % COLORS)]!;
    // At least one, for pictures that are black all over.
    const brightest = colors.reduce((most, value) => Math.max(most, value), 1);
    const encoded = colors.map(
      (value, i) => (value / brightest - mean[i % COLORS]!) / deviation[i % COLORS]!,
    );
    return tensor4d(encoded, [1, size, size, COLORS]);
  }

  /** Frees the weights. */
  dispose(): void {
    this.#parameters.dispose();
  }
}

function through({ enter, down, up, widens }: Block, x: Tensor4D): Tensor4D {
  const entered = convolve(x, enter, 'relu');
  const levels: Tensor4D[] = [];
  down.forEach((convolution, i) => {
    const before = levels.at(-1) ?? entered;
    const isDeepest = i === down.length - 1;
    const smaller = i === 0 || isDeepest || widens ? before : halve(before);
    levels.push(convolve(smaller, convolution, 'relu', widens ? 2 ** i : isDeepest ? 2 : 1));
  });
  let y = levels.pop()!;
  for (const convolution of up) {
    const level = levels.pop()!;
    const dilation = widens ? 2 ** levels.length : 1;
    y = convolve(concat([enlarge(y, level), level], 3), convolution, 'relu', dilation);
  }
  return add(y, entered);
}

function convolve(x: Tensor4D, { weight, bias }: Convolution, activation?: 'relu', dilations = 1): Tensor4D {
  return fused.conv2d({
    x,
    filter: weight,
    strides: 1,
    pad: 'same',
    dilations,
    bias,
    activation: activation ?? 'linear',
  });
}

function halve(x: Tensor4D): Tensor4D {
  return maxPool(x, 2, 2, 'same');
}

/** As large as another level. */
function enlarge(x: Tensor4D, { shape: [, height, width] }: Tensor4D): Tensor4D {
  return x.shape[1] === height ? x : image.resizeBilinear(x, [height, width], false, true);
}
