import fc from 'fast-check';
import { gzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { EXPORT_FORMATS, type ExportFormat } from '../protocol/files';
import { validateCloud } from '../splat/cloud';
import { randomCloud } from '../splat/cloud.fixture';
import { SPLATS_MAX } from '../splat/cloud-file';
import { awkwardRecipe } from '../splat/recipe.fixture';
import { box, viewsetOf } from '../viewset/solids.fixture';
import { exportFile } from './export-file';
import { importFile } from './import-file';

/** Far above what any of these takes, and far below what a person would wait for. */
const MILLISECONDS_MAX = 10_000;

const decode = () => Promise.reject(new Error('there are no pictures here'));
const text = (content: string) => new TextEncoder().encode(content);

/** A valid cloud of bounded size, or a refusal for people, in bounded time. */
async function isBearable(bytes: Uint8Array, name: string): Promise<void> {
  const started = performance.now();
  try {
    const { cloud } = await importFile(bytes, name, decode);
    validateCloud(cloud);
    expect(cloud.count).toBeLessThanOrEqual(SPLATS_MAX);
  } catch (error) {
    expect(error).toMatchObject({ code: 'FILE_UNREADABLE' });
    expect((error as Error).message).toMatch(/\w.*\.$/s);
  }
  expect(performance.now() - started).toBeLessThan(MILLISECONDS_MAX);
}

/** Words that counts, lengths, offsets and floats are most afraid of: NaN and the infinities are among them. */
const extremes = [
  0, 1, 0x7f, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff, 0x7fc00000, 0x7f800000, 0xff800000,
];

describe.each(Object.keys(EXPORT_FORMATS) as ExportFormat[])('%s', (format) => {
  const name = `it${EXPORT_FORMATS[format]}`;
  const isMesh = format === 'mesh-glb' || format === 'obj';
  let bytes: Uint8Array;

  beforeAll(async () => {
    const viewset = viewsetOf(box([0.3, 0.2, 0.25]), 8);
    bytes = await exportFile(format, { cloud: randomCloud(8, 2), recipe: awkwardRecipe, viewset });
  });

  test('extreme words anywhere, parts that are doubled or missing', async () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(share, fc.constantFrom(...extremes)), { maxLength: 3 }),
        fc.option(fc.tuple(share, fc.nat(64), fc.boolean())),
        async (words, part) => {
          let damaged = bytes.slice();
          for (const [at, word] of words) {
            const start = Math.floor(at * (damaged.length - 3));
            new DataView(damaged.buffer).setUint32(start, word, true);
          }
          if (part) {
            const [at, length, isDoubled] = part;
            const start = Math.floor(at * damaged.length);
            const end = Math.min(damaged.length, start + length);
            const [head, tail] = [
              damaged.slice(0, isDoubled ? end : start),
              damaged.slice(isDoubled ? start : end),
            ];
            damaged = new Uint8Array(head.length + tail.length);
            damaged.set(head);
            damaged.set(tail, head.length);
          }
          await isBearable(damaged, name);
        },
      ),
      { numRuns: isMesh ? 12 : 60 },
    );
  }, 120_000);
});

test('any bytes after any signature', async () => {
  const signatures = [
    'ply\n',
    'ply\nformat binary_little_endian 1.0\nelement vertex 3\n',
    'NGSP',
    '\x1f\x8b\x08',
    'PK\x03\x04',
    'glTF',
    '{',
    '{"asset":{"version":"2.0"},',
    'v 0 0 0\nf ',
    '',
  ];
  const names = ['it.ply', 'it.spz', 'it.sog', 'it.glb', 'it.gltf', 'it.obj', 'it.splat', 'it'];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...signatures),
      fc.uint8Array({ maxLength: 300 }),
      fc.constantFrom(...names),
      (signature, rest, name) => {
        const start = Uint8Array.from(signature, (character) => character.charCodeAt(0));
        return isBearable(Uint8Array.of(...start, ...rest), name);
      },
    ),
    { numRuns: 400 },
  );
}, 120_000);

describe('bombs', () => {
  const gltf = (content: object) => text(JSON.stringify({ asset: { version: '2.0' }, ...content }));
  const refused = async (bytes: Uint8Array, name: string, message: RegExp) => {
    const started = performance.now();
    const outcome = importFile(bytes, name, decode);
    await expect(outcome).rejects.toThrow(message);
    await expect(outcome).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    expect(performance.now() - started).toBeLessThan(MILLISECONDS_MAX);
  };

  test('nodes that name the next one twice, forty deep, are a tree of a million million', async () => {
    const nodes = Array.from({ length: 40 }, (_, i) => ({ children: i < 39 ? [i + 1, i + 1] : [] }));
    await refused(gltf({ scenes: [{ nodes: [0] }], nodes }), 'it.gltf', /its tree has no end/);
  });

  test('a few bytes as the corners of thousands of parts', async () => {
    const count = 1_000_000;
    const primitives = Array.from({ length: 5000 }, () => ({ attributes: { POSITION: 0 } }));
    const bomb = gltf({
      scenes: [{ nodes: [0] }],
      nodes: [{ mesh: 0 }],
      meshes: [{ primitives }],
      buffers: [{ byteLength: 12, uri: `data:;base64,${Buffer.alloc(12).toString('base64')}` }],
      bufferViews: [{ buffer: 0, byteLength: 12, byteStride: 0 }],
      accessors: [{ bufferView: 0, componentType: 5126, count, type: 'VEC3' }],
    });
    await refused(bomb, 'it.gltf', /more than 4 million corners/);
  });

  test('zeros that were packed to a thousandth', async () => {
    const zeros = new Uint8Array(16_000_000);
    await refused(gzipSync(zeros, { level: 9 }), 'it.spz', /\.spz/);
    await refused(zipSync({ 'meta.json': zeros }, { level: 9 }), 'it.sog', /not JSON|too large/);
  });

  test('brackets without end', async () => {
    await refused(text('{"asset":'.repeat(200_000)), 'it.gltf', /not JSON/);
    await refused(text(`{"asset":${'['.repeat(400_000)}`), 'it.gltf', /not JSON/);
  });

  test('a polygon of a hundred thousand corners, and lines without end', async () => {
    const corners = 'v 0 0 0\nv 1 0 0\nv 0 1 0\n';
    await isBearable(text(`${corners}f ${'1 2 3 '.repeat(30_000)}\n`), 'it.obj');
    await isBearable(text(`v ${'1'.repeat(1_000_000)} 0 0`), 'it.obj');
  });
});
