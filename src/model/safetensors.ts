/**
 * Reader for safetensors: an unsigned 64-bit little-endian header length, a JSON header
 * `{ name: { dtype, shape, data_offsets: [begin, end] } }`, then the data without gaps.
 *
 * Strict, because a file that was cut short or altered must not become a network that
 * generates noise: every byte of the data belongs to exactly one tensor.
 */

import { halvesToFloats } from '../base/half';
import { z } from '../base/zod';
import { ModelError } from './errors';

/** A tensor as the file stores it, in C order. */
export type StoredTensor =
  | { readonly dtype: 'F16'; readonly shape: readonly number[]; readonly data: Uint16Array }
  | { readonly dtype: 'F32'; readonly shape: readonly number[]; readonly data: Float32Array }
  /** Quantised by row: value = data · scale[row]. */
  | {
      readonly dtype: 'I8';
      readonly shape: readonly number[];
      readonly data: Int8Array;
      readonly scale: Float32Array;
    };

export type StoredTensors = ReadonlyMap<string, StoredTensor>;

const BYTES = { F16: 2, F32: 4, I8: 1 } as const;
type Dtype = keyof typeof BYTES;

const entrySchema = z.object({
  dtype: z.string(),
  shape: z.array(z.int().nonnegative()),
  data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});

const LENGTH_BYTES = 8;

/**
 * @param name names the file in messages
 * @throws ModelError WEIGHTS_TRUNCATED when data is missing at the end, WEIGHTS_CORRUPT for anything else
 */
export function readSafetensors(file: Uint8Array, name: string): Map<string, StoredTensor> {
  const { header, dataStart } = readHeader(file, name);
  const entries = Object.entries(header)
    .filter(([key]) => key !== '__metadata__')
    .map(([key, value]) => ({ key, ...parseEntry(value, key, name) }))
    .sort((a, b) => a.begin - b.begin || a.end - b.end);

  const available = file.byteLength - dataStart;
  let position = 0;
  for (const { key, begin, end } of entries) {
    if (begin !== position) throw corrupt(name, `tensor ${key} starts at byte ${begin}, not at ${position}`);
    position = end;
  }
  if (position > available) throw truncated(name, position - available);
  if (position < available) throw corrupt(name, `${available - position} bytes belong to no tensor`);

  const raw = new Map(
    entries.map(({ key, dtype, shape, begin, end }) => {
      const start = file.byteOffset + dataStart + begin;
      // A typed array must start at a multiple of its element size, which the format does not promise.
      const buffer =
        start % BYTES[dtype] === 0
          ? { bytes: file.buffer, start }
          : { bytes: file.buffer.slice(start, start + end - begin), start: 0 };
      return [key, { dtype, shape, buffer, length: (end - begin) / BYTES[dtype] }] as const;
    }),
  );

  const tensors = new Map<string, StoredTensor>();
  const scales = new Set<string>();
  for (const [key, { dtype, shape, buffer, length }] of raw) {
    switch (dtype) {
      case 'F16':
        tensors.set(key, { dtype, shape, data: new Uint16Array(buffer.bytes, buffer.start, length) });
        break;
      case 'F32':
        tensors.set(key, { dtype, shape, data: new Float32Array(buffer.bytes, buffer.start, length) });
        break;
      case 'I8': {
        const scale = raw.get(`${key}.scale`);
        const rows = shape[0] ?? 1;
        if (scale?.dtype !== 'F32' || scale.length !== rows) {
          throw corrupt(name, `int8 tensor ${key} needs ${key}.scale as F32 [${rows}]`);
        }
        scales.add(`${key}.scale`);
        tensors.set(key, {
          dtype,
          shape,
          data: new Int8Array(buffer.bytes, buffer.start, length),
          scale: new Float32Array(scale.buffer.bytes, scale.buffer.start, rows),
        });
        break;
      }
      default:
        dtype satisfies never;
    }
  }
  for (const key of scales) tensors.delete(key);
  return tensors;
}

/** The values of a stored tensor as float32, in C order. Shares memory with an F32 tensor. */
export function toFloats(tensor: StoredTensor): Float32Array {
  switch (tensor.dtype) {
    case 'F32':
      return tensor.data;
    case 'F16':
      return halvesToFloats(tensor.data);
    case 'I8': {
      const { data, scale } = tensor;
      const floats = new Float32Array(data.length);
      const columns = data.length / scale.length;
      for (let i = 0; i < data.length; i++) floats[i] = data[i]! * scale[Math.floor(i / columns)]!;
      return floats;
    }
  }
}

function readHeader(file: Uint8Array, name: string) {
  if (file.byteLength < LENGTH_BYTES) throw truncated(name, LENGTH_BYTES - file.byteLength);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const length = view.getBigUint64(0, true);
  const available = file.byteLength - LENGTH_BYTES;
  // No header of a real model comes near this: such a length means the file is not safetensors at all.
  if (length > 100_000_000n) throw corrupt(name, 'it does not start with a safetensors header');
  if (length > BigInt(available)) throw truncated(name, Number(length) - available);
  const dataStart = LENGTH_BYTES + Number(length);
  let json: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(file.subarray(LENGTH_BYTES, dataStart));
    json = JSON.parse(text);
  } catch (cause) {
    throw corrupt(name, 'its header is not JSON', cause);
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw corrupt(name, 'its header is not a JSON object');
  }
  return { header: json as Record<string, unknown>, dataStart };
}

function parseEntry(value: unknown, key: string, name: string) {
  const parsed = entrySchema.safeParse(value);
  if (!parsed.success) throw corrupt(name, `the header entry of tensor ${key} is malformed`);
  const { dtype, shape, data_offsets } = parsed.data;
  if (!isDtype(dtype)) throw corrupt(name, `tensor ${key} is ${dtype}; only F16, F32 and I8 are supported`);
  const [begin, end] = data_offsets;
  const bytes = shape.reduce((a, b) => a * b, 1) * BYTES[dtype];
  if (end - begin !== bytes) {
    throw corrupt(name, `tensor ${key} of shape [${shape}] needs ${bytes} bytes and has ${end - begin}`);
  }
  return { dtype, shape, begin, end };
}

function isDtype(text: string): text is Dtype {
  return text in BYTES;
}

function truncated(name: string, missing: number): ModelError {
  return new ModelError(
    'WEIGHTS_TRUNCATED',
    `The weights file ${name} ends ${missing} bytes too early. Download it again.`,
  );
}

function corrupt(name: string, problem: string, cause?: unknown): ModelError {
  return new ModelError(
    'WEIGHTS_CORRUPT',
    `The weights file ${name} is damaged: ${problem}. Download or export it again.`,
    { cause },
  );
}
