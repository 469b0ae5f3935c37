import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floatsToHalves } from '../base/half';
import { ModelError } from './errors';
import { readSafetensors, toFloats } from './safetensors';

/** A file with this header and so many bytes of data, counting up from 0. */
function file(header: unknown, dataBytes: number): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  for (let i = 0; i < dataBytes; i++) bytes[8 + json.length + i] = i;
  return bytes;
}

const entry = (dtype: string, shape: number[], begin: number, end: number) => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

function codeOf(bytes: Uint8Array): string {
  try {
    readSafetensors(bytes, 'test');
  } catch (error) {
    if (error instanceof ModelError) return error.code;
    throw error;
  }
  return 'read';
}

describe('readSafetensors', () => {
  it('reads halves and floats at any alignment', () => {
    const values = [1.5, -2, 0.25];
    // The first tensor is five bytes long, so that neither other one is aligned.
    const header = {
      a: entry('I8', [1, 1], 0, 1),
      'a.scale': entry('F32', [1], 1, 5),
      h: entry('F16', [3], 5, 11),
      f: entry('F32', [3], 11, 23),
    };
    for (const padding of ['', ' ', '  ', '   ']) {
      const bytes = file(JSON.stringify(header) + padding, 23);
      bytes.set(new Uint8Array(floatsToHalves(values).buffer), bytes.length - 18);
      bytes.set(new Uint8Array(new Float32Array(values).buffer), bytes.length - 12);
      const tensors = readSafetensors(bytes, 'test');
      expect([...toFloats(tensors.get('h')!)]).toEqual(values);
      expect([...toFloats(tensors.get('f')!)]).toEqual(values);
    }
  });

  it('multiplies int8 rows by their scales, which are no tensors of their own', () => {
    const bytes = file({ w: entry('I8', [2, 4], 0, 8), 'w.scale': entry('F32', [2], 8, 16) }, 16);
    bytes.set([1, 2, 3, 4, 255, 254, 0, 127], bytes.length - 16);
    bytes.set(new Uint8Array(new Float32Array([0.5, 2]).buffer), bytes.length - 8);
    const tensors = readSafetensors(bytes, 'test');
    expect([...tensors.keys()]).toEqual(['w']);
    expect([...toFloats(tensors.get('w')!)]).toEqual([0.5, 1, 1.5, 2, -2, -4, 0, 254]);
  });

  it('reads a view into a larger buffer', () => {
    const bytes = file({ f: entry('F32', [1], 0, 4) }, 4);
    const inside = new Uint8Array(bytes.length + 7);
    inside.set(bytes, 3);
    const tensors = readSafetensors(inside.subarray(3, 3 + bytes.length), 'test');
    expect(tensors.get('f')!.data.length).toBe(1);
  });

  it('skips metadata and reads a file without tensors', () => {
    expect(readSafetensors(file({ __metadata__: { format: 'pt' } }, 0), 'test').size).toBe(0);
  });

  it('calls every cut a truncation', () => {
    const whole = file({ a: entry('F16', [4], 0, 8), b: entry('F32', [2, 2], 8, 24) }, 24);
    expect(codeOf(whole)).toBe('read');
    for (let length = 0; length < whole.length; length++) {
      expect(codeOf(whole.slice(0, length))).toBe('WEIGHTS_TRUNCATED');
    }
  });

  it.each([
    ['a gap', { a: entry('F32', [1], 4, 8) }, 8],
    ['an overlap', { a: entry('F32', [2], 0, 8), b: entry('F32', [1], 4, 8) }, 8],
    ['bytes left over', { a: entry('F32', [1], 0, 4) }, 5],
    ['a shape that does not fit its bytes', { a: entry('F32', [2], 0, 4) }, 4],
    ['a type that is not supported', { a: entry('I64', [1], 0, 8) }, 8],
    ['int8 without scale', { a: entry('I8', [1, 4], 0, 4) }, 4],
    [
      'int8 with a scale too short',
      { a: entry('I8', [2, 4], 0, 8), 'a.scale': entry('F32', [1], 8, 12) },
      12,
    ],
    ['a negative offset', { a: entry('F32', [1], -4, 0) }, 0],
    ['an entry without shape', { a: { dtype: 'F32', data_offsets: [0, 4] } }, 4],
    ['a header that is a list', [], 0],
    ['a header that is not JSON', '{', 0],
  ])('refuses %s', (_, header, dataBytes) => {
    expect(codeOf(file(header, dataBytes))).toBe('WEIGHTS_CORRUPT');
  });

  it('refuses a page of HTML, naming the file', () => {
    const page = new TextEncoder().encode('<!doctype html><html><body>not found</body></html>');
    expect(() => readSafetensors(page, 'w.safetensors')).toThrow(/w\.safetensors.*safetensors header/);
  });

  it('fails by name only, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(['read', 'WEIGHTS_TRUNCATED', 'WEIGHTS_CORRUPT']).toContain(codeOf(bytes));
      }),
    );
  });
});
