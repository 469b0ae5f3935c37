import {
  add,
  concat,
  expandDims,
  mean,
  mul,
  reshape,
  sigmoid,
  slice,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
  type Tensor4D,
  type Tensor5D,
  tensor3d,
  tidy,
  tile,
} from '@tensorflow/tfjs-core';
import { attention } from '../kernels/attention/op';
import { linear } from '../kernels/linear/op';
import type { LinearWeight } from '../kernels/linear/weight';
import { modulatedNorm } from '../kernels/modulated-norm/op';
import type { DenoiserConfig } from './config';
import { Parameters } from './parameters';
import { patchify, unpatchify } from './patches';
import type { StoredTensors } from './safetensors';
import { TIME_FEATURES, timeFeatures } from './time-features';

/** Axes of a viewset: x, y, z. */
const AXES = 3;
/** Alpha, two depths, two colours. */
const CHANNELS = 9;
const PHOTO_CHANNELS = 4;

/** Rows of a block's modulation, in the order the network stores them. */
const SHIFT_1 = 0;
const SCALE_1 = 1;
const GATE_1 = 2;
const SHIFT_2 = 3;
const SCALE_2 = 4;
const GATE_2 = 5;
const MODULATIONS = 6;

export interface DenoiserInput {
  /** [B, 3, R, R, 9]: encoded viewsets, noised to τ. */
  readonly x: Tensor5D;
  /** Time in [0, 1], 0 being data. */
  readonly tau: number;
  /** [T, text_width], T at most text_tokens: conditions every entry of the batch. */
  readonly text?: Tensor2D;
  /** [V, S, S, 4], V at most `photos`: encoded RGBA, likewise. */
  readonly photos?: Tensor4D;
  /** [V, 3], required with photos: (sin a, cos a, 0) of each, or (0, 0, 1) where the azimuth is unknown. */
  readonly azimuth?: Tensor2D;
}

interface Linear {
  readonly weight: LinearWeight;
  readonly bias?: Tensor1D;
}

interface Block {
  readonly qkv: Linear;
  readonly qNorm: Tensor1D;
  readonly kNorm: Tensor1D;
  readonly proj: Linear;
  readonly up: Linear;
  readonly down: Linear;
}

/**
 * The denoiser: one transformer over viewset patches, text tokens and photo tokens with full
 * attention, adaLN-single modulation (Chen et al., "PixArt-α", 2023) and x-prediction.
 * docs/conventions.md, Network, is its specification; training/kiln/network.py its twin.
 */
export class Denoiser {
  readonly config: DenoiserConfig;
  readonly #parameters: Parameters;
  readonly #reduce: Linear;
  readonly #expand: Linear;
  /** [1, 3·n², D] */
  readonly #position: Tensor3D;
  readonly #text: Linear;
  /** [1, text_tokens, D] */
  readonly #textPosition: Tensor3D;
  readonly #textPool: Linear;
  readonly #photo: Linear;
  /** [1, (S / photo_patch)², D] */
  readonly #photoPosition: Tensor3D;
  readonly #azimuth: Linear;
  readonly #timeIn: Linear;
  readonly #timeOut: Linear;
  readonly #modulation: Linear;
  /** [depth, 6, D]: each block's own part of the modulation. */
  readonly #blockModulation: Tensor3D;
  readonly #blocks: readonly Block[];
  readonly #out: Linear;

  /**
   * Moves the weights to the active backend; stays bound to it.
   *
   * @param name names the model in messages
   * @throws ModelError WEIGHTS_CORRUPT when the tensors do not fit the config
   */
  constructor(config: DenoiserConfig, tensors: StoredTensors, name: string) {
    const { resolution, patch, width, depth, heads, mlp, bottleneck } = config;
    const parameters = new Parameters(tensors, name);
    const layer = (path: string, outputs: number, inputs: number, bias = true): Linear => ({
      weight: parameters.linear(`${path}.weight`, outputs, inputs),
      ...(bias && { bias: parameters.dense<Tensor1D>(`${path}.bias`, outputs) }),
    });
    const positions = (path: string, tokens: number): Tensor3D =>
      parameters.own(tensor3d(parameters.values(path, tokens, width), [1, tokens, width]));

    this.config = config;
    this.#parameters = parameters;
    try {
      const patchValues = patch * patch * CHANNELS;
      const photoPatches = (config.photo_size / config.photo_patch) ** 2;
      const headSize = width / heads;
      this.#reduce = layer('embed.reduce', bottleneck, patchValues, false);
      this.#expand = layer('embed.expand', width, bottleneck);
      this.#position = positions('position', AXES * (resolution / patch) ** 2);
      this.#text = layer('text.proj', width, config.text_width);
      this.#textPosition = positions('text.position', config.text_tokens);
      this.#textPool = layer('text.pool', width, config.text_width, false);
      this.#photo = layer('photo.proj', width, config.photo_patch ** 2 * PHOTO_CHANNELS);
      this.#photoPosition = positions('photo.position', photoPatches);
      this.#azimuth = layer('photo.azimuth', width, 3);
      this.#timeIn = layer('time.in', width, TIME_FEATURES);
      this.#timeOut = layer('time.out', width, width);
      this.#modulation = layer('modulation', MODULATIONS * width, width);
      const blockModulation = new Float32Array(depth * MODULATIONS * width);
      this.#blocks = Array.from({ length: depth }, (_, i) => {
        const own = parameters.values(`blocks.${i}.modulation`, MODULATIONS * width);
        blockModulation.set(own, i * MODULATIONS * width);
        return {
          qkv: layer(`blocks.${i}.qkv`, 3 * width, width, false),
          qNorm: parameters.dense<Tensor1D>(`blocks.${i}.q_norm`, headSize),
          kNorm: parameters.dense<Tensor1D>(`blocks.${i}.k_norm`, headSize),
          proj: layer(`blocks.${i}.proj`, width, width),
          up: layer(`blocks.${i}.up`, mlp, width),
          down: layer(`blocks.${i}.down`, width, mlp),
        };
      });
      this.#blockModulation = parameters.own(tensor3d(blockModulation, [depth, MODULATIONS, width]));
      this.#out = layer('out', patchValues, width);
      parameters.finish();
    } catch (error) {
      parameters.dispose();
      throw error;
    }
  }

  /** Number of weights. */
  get parameterCount(): number {
    return this.#parameters.count;
  }

  /**
   * The clean viewset x̂_0 that the network sees in a noisy one.
   *
   * @returns [B, 3, R, R, 9], encoded
   * @throws RangeError when an input has the wrong shape
   */
  forward(input: DenoiserInput): Tensor5D {
    this.#check(input);
    const { x } = input;
    const { patch, heads } = this.config;
    const batch = x.shape[0];
    return tidy(() => {
      const viewset = this.#viewsetTokens(x); // [B, 3n², D]
      const tokens = [viewset];
      if (input.text) tokens.push(repeat(this.#textTokens(input.text), batch)); // [B, T, D]
      if (input.photos && input.azimuth) {
        tokens.push(repeat(this.#photoTokens(input.photos, input.azimuth), batch)); // [B, V·64, D]
      }
      const table = this.#modulationTable(input.tau, input.text);

      let h = tokens.length > 1 ? concat(tokens, 1) : viewset;
      this.#blocks.forEach((block, i) => {
        const row = i * MODULATIONS;
        const residual = h;
        h = tidy(() => {
          const normed = modulatedNorm(residual, { table, shift: row + SHIFT_1, scale: row + SCALE_1 });
          const qkv = linear({ x: normed, ...block.qkv });
          const mixed = attention({ qkv, qNorm: block.qNorm, kNorm: block.kNorm, heads });
          const between = linear({
            x: mixed,
            ...block.proj,
            residual: { onto: residual, table, gate: row + GATE_1 },
          });
          const again = modulatedNorm(between, { table, shift: row + SHIFT_2, scale: row + SCALE_2 });
          const hidden = linear({ x: again, ...block.up, activation: 'squared-relu' });
          return linear({
            x: hidden,
            ...block.down,
            residual: { onto: between, table, gate: row + GATE_2 },
          });
        });
        residual.dispose();
      });

      const [, own, width] = viewset.shape;
      const last = tokens.length > 1 ? slice(h, [0, 0, 0], [batch, own, width]) : h;
      const patches = linear({ x: modulatedNorm(last), ...this.#out }); // [B, 3n², P·P·9]
      const perImage = reshape(patches, [batch * AXES, own / AXES, patch * patch * CHANNELS]) as Tensor3D;
      return unpatchify<Tensor5D>(perImage, patch, x.shape);
    });
  }

  /** Frees the weights. */
  dispose(): void {
    this.#parameters.dispose();
  }

  #viewsetTokens(x: Tensor5D): Tensor3D {
    const { resolution, patch } = this.config;
    const batch = x.shape[0];
    const images = reshape(x, [batch * AXES, resolution, resolution, CHANNELS]);
    const patches = reshape(patchify(images, patch), [batch, -1, patch * patch * CHANNELS]) as Tensor3D;
    const reduced = linear({ x: patches, ...this.#reduce });
    return add(linear({ x: reduced, ...this.#expand }), this.#position);
  }

  /** @returns [1, T, D] */
  #textTokens(text: Tensor2D): Tensor3D {
    const tokens = linear({ x: expandDims(text, 0) as Tensor3D, ...this.#text });
    return add(tokens, slice(this.#textPosition, [0, 0, 0], tokens.shape));
  }

  /** @returns [1, V·patches, D] */
  #photoTokens(photos: Tensor4D, azimuth: Tensor2D): Tensor3D {
    const patches = linear({ x: patchify(photos, this.config.photo_patch), ...this.#photo }); // [V, 64, D]
    const angle = linear({ x: expandDims(azimuth, 1) as Tensor3D, ...this.#azimuth }); // [V, 1, D]
    const tokens = add(add(patches, this.#photoPosition), angle);
    return reshape(tokens, [1, -1, this.config.width]);
  }

  /** @returns [depth · 6, D]: the rows of all blocks */
  #modulationTable(tau: number, text?: Tensor2D): Tensor2D {
    const { width, depth } = this.config;
    const features = tensor3d(timeFeatures(tau), [1, 1, TIME_FEATURES]);
    let c = linear({
      x: linear({ x: features, ...this.#timeIn, activation: 'silu' }),
      ...this.#timeOut,
    });
    if (text) {
      const pooled = reshape(mean(text, 0), [1, 1, -1]) as Tensor3D;
      c = add(c, linear({ x: pooled, ...this.#textPool }));
    }
    const shared = linear({ x: mul(c, sigmoid(c)), ...this.#modulation }); // [1, 1, 6D]
    const all = add(this.#blockModulation, reshape(shared, [1, MODULATIONS, width]));
    return reshape(all, [depth * MODULATIONS, width]);
  }

  #check({ x, tau, text, photos, azimuth }: DenoiserInput): void {
    const { resolution, text_width, text_tokens, photo_size } = this.config;
    expectShape('x', x, ['B', AXES, resolution, resolution, CHANNELS]);
    if (!(tau >= 0 && tau <= 1)) throw new RangeError(`tau is ${tau}, and must lie in [0, 1]`);
    if (text) {
      expectShape('text', text, ['T', text_width]);
      expectCount('text tokens', text.shape[0], text_tokens);
    }
    if (!photos !== !azimuth) throw new RangeError('photos and azimuth come together');
    if (photos && azimuth) {
      expectShape('photos', photos, ['V', photo_size, photo_size, PHOTO_CHANNELS]);
      expectCount('photos', photos.shape[0], this.config.photos);
      expectShape('azimuth', azimuth, [photos.shape[0], 3]);
    }
  }
}

/** [1, N, D] to [batch, N, D] */
function repeat(tokens: Tensor3D, batch: number): Tensor3D {
  return batch === 1 ? tokens : tile(tokens, [batch, 1, 1]);
}

/** @param shape a number for each axis of fixed size, a name for each free one */
function expectShape(name: string, { shape: actual }: Tensor, shape: (number | string)[]): void {
  const fits =
    actual.length === shape.length && shape.every((n, i) => typeof n === 'string' || n === actual[i]);
  if (!fits) throw new RangeError(`${name} is [${actual}], and must be [${shape.join(', ')}]`);
}

function expectCount(what: string, actual: number, most: number): void {
  if (actual < 1 || actual > most)
    throw new RangeError(`${actual} ${what}; there must be 1 to ${most}, or none given`);
}
