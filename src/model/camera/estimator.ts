import {
  add,
  conv2d,
  pad,
  relu,
  reshape,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
  type Tensor4D,
  tensor4d,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import type { ExpectedCamera, RoughAngle } from '../../base/expected-camera';
import { linear } from '../../kernels/linear/op';
import type { LinearWeight } from '../../kernels/linear/weight';
import { Parameters } from '../parameters';
import type { StoredTensors } from '../safetensors';
import type { CameraConfig } from './config';

const CHANNELS = 4;
const KERNEL = 3;
/** Mean and logarithm of the deviation, of elevation and of field of view. */
const OUTPUTS = 4;

interface Convolution {
  /** [3, 3, inputs, outputs] */
  readonly weight: Tensor4D;
  readonly bias: Tensor1D;
}

interface Linear {
  readonly weight: LinearWeight;
  readonly bias: Tensor1D;
}

/**
 * Says from where a photo was taken: convolutions that halve the picture, each but the first with a residual block
 * after it, and two linear layers. docs/conventions.md, Camera, is its specification; training/kiln/camera/network.py
 * its twin. It runs once a photo, so the convolutions of tfjs do.
 */
export class CameraEstimator {
  readonly config: CameraConfig;
  readonly #parameters: Parameters;
  readonly #halve: readonly Convolution[];
  readonly #refine: readonly (readonly [Convolution, Convolution])[];
  readonly #hidden: Linear;
  readonly #out: Linear;

  /**
   * Moves the weights to the active backend; stays bound to it.
   *
   * @param name names the model in messages
   * @throws ModelError WEIGHTS_CORRUPT when the tensors do not fit the config
   */
  constructor(config: CameraConfig, tensors: StoredTensors, name: string) {
    const { widths, hidden, photo_size } = config;
    const parameters = new Parameters(tensors, name);
    const convolution = (path: string, inputs: number, outputs: number): Convolution => {
      const stored = tensor4d(parameters.values(`${path}.weight`, outputs, inputs, KERNEL, KERNEL), [
        outputs,
        inputs,
        KERNEL,
        KERNEL,
      ]);
      const weight = parameters.own(transpose(stored, [2, 3, 1, 0]));
      stored.dispose();
      return { weight, bias: parameters.dense(`${path}.bias`, outputs) };
    };
    const layer = (path: string, outputs: number, inputs: number): Linear => ({
      weight: parameters.linear(`${path}.weight`, outputs, inputs),
      bias: parameters.dense(`${path}.bias`, outputs),
    });

    this.config = config;
    this.#parameters = parameters;
    try {
      this.#halve = widths.map((width, i) => convolution(`halve.${i}`, widths[i - 1] ?? CHANNELS, width));
      this.#refine = widths
        .slice(1)
        .map((width, i) => [
          convolution(`refine.${i}.a`, width, width),
          convolution(`refine.${i}.b`, width, width),
        ]);
      const side = photo_size / 2 ** widths.length;
      this.#hidden = layer('hidden', hidden, widths.at(-1)! * side ** 2);
      this.#out = layer('out', OUTPUTS, hidden);
      parameters.finish();
    } catch (error) {
      parameters.dispose();
      throw error;
    }
  }

  /**
   * @param photos [V, S, S, 4], encoded, S being photo_size
   * @returns [V, 4] elevation and field of view in units of `scale` around `mean`, and the logarithms of their
   *   deviations
   */
  forward(photos: Tensor4D): Tensor2D {
    return tidy(() => {
      const [first, ...others] = this.#halve;
      let x: Tensor4D = relu(convolve(photos, first!, 2));
      others.forEach((halve, i) => {
        const [a, b] = this.#refine[i]!;
        const half = convolve(x, halve, 2);
        x = relu(add<Tensor4D>(half, convolve(relu(convolve(relu(half), a, 1)), b, 1)));
      });
      const flat = reshape(x, [1, photos.shape[0], -1]) as Tensor3D;
      // Our own layers: with so few rows and so long sums tfjs 4.22 multiplies wrongly on WebGPU.
      const hidden = relu(linear({ x: flat, ...this.#hidden }));
      return reshape(linear({ x: hidden, ...this.#out }), [-1, OUTPUTS]) as Tensor2D;
    });
  }

  /**
   * From where each photo was taken, as far as its picture tells.
   *
   * @param photos as for `forward`
   */
  async estimate(photos: Tensor4D): Promise<ExpectedCamera[]> {
    const out = this.forward(photos);
    const values = await out.data().finally(() => out.dispose());
    const { mean, scale, log_deviation } = this.config;
    const [least, most] = log_deviation;
    const angle = (photo: number, which: 0 | 1): RoughAngle => {
      const at = OUTPUTS * photo + which;
      const logarithm = Math.min(most, Math.max(least, values[at + 2]!));
      return {
        mean: mean[which] + scale[which] * values[at]!,
        deviation: scale[which] * Math.exp(logarithm),
      };
    };
    return Array.from({ length: photos.shape[0] }, (_, i) => ({
      elevation: angle(i, 0),
      fieldOfView: angle(i, 1),
    }));
  }

  /** Frees the weights. */
  dispose(): void {
    this.#parameters.dispose();
  }
}

/** A convolution of 3 x 3, whose edges are padded with zeros: all of them, as PyTorch does. */
function convolve(x: Tensor4D, { weight, bias }: Convolution, stride: 1 | 2): Tensor4D {
  const edges: [[number, number], [number, number], [number, number], [number, number]] = [
    [0, 0],
    [1, 1],
    [1, 1],
    [0, 0],
  ];
  return add(conv2d(pad(x, edges), weight, stride, 'valid'), bias);
}
