import { describe, expect, it } from 'vitest';
import { TINY } from '../pipeline/tiny-model.fixture';
import { parseManifest } from './config';
import { ModelError } from './errors';

const manifest = () => ({
  format: 1,
  name: 'tiny',
  kind: 'denoiser',
  config: TINY,
  files: [{ path: 'tiny.safetensors', bytes: 10, sha256: 'a'.repeat(64) }],
  training: { samples: 1 },
  licence: 'CC0-1.0',
});

describe('parseManifest', () => {
  it('takes what the conventions say', () => {
    const parsed = parseManifest(manifest(), 'test');
    expect(parsed.kind === 'denoiser' && parsed.config).toEqual(TINY);
  });

  it.each([
    ['a newer format', { format: 2 }, 'format'],
    ['an unknown kind', { kind: 'decoder' }, 'kind'],
    ['no files', { files: [] }, 'files'],
    ['a path out of its folder', { files: [{ ...manifest().files[0], path: '../x' }] }, 'files.0.path'],
    ['an absolute path', { files: [{ ...manifest().files[0], path: '/etc/x' }] }, 'files.0.path'],
    ['a short hash', { files: [{ ...manifest().files[0], sha256: 'ab' }] }, 'files.0.sha256'],
    ['heads that do not divide the width', { config: { ...TINY, heads: 3 } }, 'multiple of heads'],
    ['a patch that does not divide the view', { config: { ...TINY, patch: 5 } }, 'multiple of patch'],
    ['a fractional width', { config: { ...TINY, width: 1.5 } }, 'config.width'],
  ])('refuses %s, naming the field', (_, change, named) => {
    expect(() => parseManifest({ ...manifest(), ...change }, 'test')).toThrow(named);
    expect(() => parseManifest({ ...manifest(), ...change }, 'test')).toThrow(ModelError);
  });

  it.each([null, 'text', []])('refuses %j', (json) => {
    expect(() => parseManifest(json, 'test')).toThrow(/test is not one/);
  });
});
