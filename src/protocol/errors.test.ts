import { describe, expect, test } from 'vitest';
import { KilnError, reportOf } from './errors';

describe('reportOf', () => {
  test('keeps code and message, through a structured clone', () => {
    const report = reportOf(new KilnError('SEED_INVALID', 'Choose another seed.'));
    expect(structuredClone(report)).toEqual({ code: 'SEED_INVALID', message: 'Choose another seed.' });
  });

  test('keeps the code of an error of another layer', () => {
    const error = Object.assign(new Error('The file is short.'), { code: 'WEIGHTS_TRUNCATED' });
    expect(reportOf(error)).toEqual({ code: 'WEIGHTS_TRUNCATED', message: 'The file is short.' });
  });

  test.each([
    new RangeError('Array buffer allocation failed'),
    new RangeError('WebAssembly.Memory.grow(): out of memory'),
    Object.assign(new Error('createBuffer'), { name: 'GPUOutOfMemoryError' }),
  ])('knows memory running out: %s', (error) => {
    expect(reportOf(error).code).toBe('OUT_OF_MEMORY');
  });

  test.each([
    new TypeError('x is undefined'),
    Object.assign(new Error('no such file'), { code: 'ENOENT' }),
    'text',
    undefined,
  ])('takes anything else for a bug: %s', (thrown) => {
    expect(reportOf(thrown).code).toBe('INTERNAL');
  });
});
