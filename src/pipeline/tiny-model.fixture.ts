import type { DenoiserConfig } from '../model/config';
import { ModelError } from '../model/errors';
import { seededTensors } from '../model/fixture';
import type { StoredTensors } from '../model/safetensors';
import { sha256 } from '../model/sha256';
import type { ModelFolder } from '../model/weights';

/** The network of kiln-s in every part, reading the same tokens, but small enough for hundreds of generations. */
export const TINY: DenoiserConfig = {
  resolution: 16,
  patch: 8,
  width: 32,
  depth: 2,
  heads: 2,
  mlp: 64,
  bottleneck: 16,
  text_width: 512,
  text_tokens: 24,
  photo_size: 128,
  photo_patch: 16,
  photos: 2,
};

/** A model folder in memory, with seeded weights in place of trained ones. */
export async function tinyModel(config = TINY): Promise<ModelFolder> {
  const weights = safetensors(seededTensors(config));
  const manifest = {
    format: 1,
    name: 'tiny',
    kind: 'denoiser',
    config,
    files: [{ path: 'tiny.safetensors', bytes: weights.length, sha256: await sha256(weights) }],
    training: {},
    licence: 'MIT',
  };
  const files = new Map([
    ['manifest.json', new TextEncoder().encode(JSON.stringify(manifest))],
    ['tiny.safetensors', weights],
  ]);
  return {
    where: 'memory:tiny/',
    async read(path, { onBytes } = {}) {
      const bytes = files.get(path);
      if (!bytes) throw new ModelError('WEIGHTS_MISSING', `There is no ${path} in memory.`);
      onBytes?.(bytes.length);
      return bytes.slice();
    },
  };
}

function safetensors(tensors: StoredTensors): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = {};
  const parts: Uint8Array[] = [];
  let offset = 0;
  for (const [name, { dtype, shape, data }] of tensors) {
    header[name] = { dtype, shape, data_offsets: [offset, offset + data.byteLength] };
    offset += data.byteLength;
    parts.push(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const length = new Uint8Array(new BigUint64Array([BigInt(json.length)]).buffer);
  const file = new Uint8Array(length.length + json.length + offset);
  let position = 0;
  for (const part of [length, json, ...parts]) {
    file.set(part, position);
    position += part.length;
  }
  return file;
}
