/** Seeded weights in place of trained ones, for networks small enough to build in a test. */

import { floatsToHalves } from '../base/half';
import { randomValues } from '../kernels/testing';
import type { DenoiserConfig } from './config';
import type { StoredTensor } from './safetensors';
import { TIME_FEATURES } from './time-features';

/** Float16 weights of about unit gain for every tensor that docs/conventions.md, Network, names. */
export function seededTensors(config: DenoiserConfig): Map<string, StoredTensor> {
  return new Map(
    Object.entries(tensorShapes(config)).map(([name, shape], i) => {
      const size = shape.reduce((a, b) => a * b, 1);
      const gain = 1 / Math.sqrt(shape[1] ?? 4);
      const data = floatsToHalves(randomValues(size, i + 1).map((value) => value * gain));
      return [name, { dtype: 'F16', shape, data }];
    }),
  );
}

function tensorShapes(config: DenoiserConfig): Record<string, number[]> {
  const { width, mlp, bottleneck, text_width, patch, photo_patch } = config;
  const patchValues = patch * patch * 9;
  const linear = (name: string, outputs: number, inputs: number) => ({
    [`${name}.weight`]: [outputs, inputs],
    [`${name}.bias`]: [outputs],
  });
  const block = (name: string) => ({
    [`${name}.modulation`]: [6 * width],
    [`${name}.qkv.weight`]: [3 * width, width],
    [`${name}.q_norm`]: [width / config.heads],
    [`${name}.k_norm`]: [width / config.heads],
    ...linear(`${name}.proj`, width, width),
    ...linear(`${name}.up`, mlp, width),
    ...linear(`${name}.down`, width, mlp),
  });
  return {
    'embed.reduce.weight': [bottleneck, patchValues],
    ...linear('embed.expand', width, bottleneck),
    position: [3 * (config.resolution / patch) ** 2, width],
    ...linear('text.proj', width, text_width),
    'text.position': [config.text_tokens, width],
    'text.pool.weight': [width, text_width],
    ...linear('photo.proj', width, photo_patch * photo_patch * 4),
    'photo.position': [(config.photo_size / photo_patch) ** 2, width],
    ...linear('photo.azimuth', width, 3),
    ...linear('time.in', width, TIME_FEATURES),
    ...linear('time.out', width, width),
    ...linear('modulation', 6 * width, width),
    ...Object.assign({}, ...Array.from({ length: config.depth }, (_, i) => block(`blocks.${i}`))),
    ...linear('out', patchValues, width),
  };
}
