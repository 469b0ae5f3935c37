import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { gltfIssues } from '../gltf/validator.fixture';
import { cameraAround } from '../photo/camera';
import { EXPORT_FORMATS, type ExportFormat } from '../protocol/files';
import { discPhoto } from '../protocol/photo.fixture';
import { validateCloud } from '../splat/cloud';
import { randomCloud } from '../splat/cloud.fixture';
import { awkwardRecipe } from '../splat/recipe.fixture';
import { box, sphere, viewsetOf } from '../viewset/solids.fixture';
import { viewsetToCloud } from '../viewset/to-splats';
import { exportFile } from './export-file';
import { importFile } from './import-file';
import { pictureOf } from './photo-target';

const decode = async (bytes: Uint8Array) => {
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes));
  return { width, height, data: new Uint8ClampedArray(data) };
};

const viewset = viewsetOf(sphere(0.4), 32);
const ball = { cloud: viewsetToCloud(viewset), recipe: awkwardRecipe, viewset };
const formats = Object.keys(EXPORT_FORMATS) as ExportFormat[];
const text = (content: string) => new TextEncoder().encode(content);

test('a mesh has the colours of the photos that its object followed, where they show it', async () => {
  const photo = discPhoto([220, 30, 20]);
  const camera = cameraAround(0.4, { azimuth: 0, elevation: 0, fieldOfView: 30 });
  const meshOf = async (photoGuidance: number) => {
    const photos = [{ picture: pictureOf(photo), azimuth: 0, camera }];
    const bytes = await exportFile('obj', { ...ball, recipe: { ...awkwardRecipe, photoGuidance }, photos });
    const { cloud } = await importFile(bytes, 'ball.obj', decode);
    return cloud;
  };
  const rednessAt = ({ count, positions, colors }: typeof ball.cloud, isWanted: (z: number) => boolean) => {
    const places = Array.from({ length: count }, (_, i) => i).filter((i) => isWanted(positions[3 * i + 2]!));
    return places.reduce((sum, i) => sum + colors[3 * i]! - colors[3 * i + 1]!, 0) / places.length;
  };
  const [followed, plain] = [await meshOf(1), await meshOf(0)];
  expect(rednessAt(followed, (z) => z > 0.2)).toBeGreaterThan(0.6);
  expect(rednessAt(plain, (z) => z > 0.2)).toBeLessThan(0.1);
  expect(rednessAt(followed, (z) => z < -0.3)).toBeLessThan(0.3);
});

describe.each(formats)('%s', (format) => {
  const name = `ball${EXPORT_FORMATS[format]}`;

  test('saved and opened again, the object and its recipe are back', async () => {
    const { cloud, recipe } = await importFile(await exportFile(format, ball), name, decode);
    expect(recipe).toEqual(format === 'splat' ? null : awkwardRecipe);
    validateCloud(cloud);
    const radii: number[] = [];
    let astray = 0;
    for (let i = 0; i < cloud.count; i++) {
      const position = cloud.positions.subarray(3 * i, 3 * i + 3);
      radii.push(Math.hypot(...position));
      // The colour of a solid is where it is, which also tells that nothing was turned or mirrored.
      const colors = cloud.colors.subarray(3 * i, 3 * i + 3);
      if (colors.some((value, k) => Math.abs(value - 0.5 - position[k]!) > 0.1)) astray++;
    }
    radii.sort((a, b) => a - b);
    expect(radii[0]).toBeGreaterThan(0.36);
    expect(radii.at(-1)).toBeLessThan(0.42);
    expect(astray).toBe(0);
  });

  test('with any bytes changed or cut off, a valid cloud or a clear refusal comes back', async () => {
    const small = viewsetOf(box([0.3, 0.2, 0.25]), 8);
    const bytes = await exportFile(format, {
      cloud: randomCloud(8, 2),
      recipe: awkwardRecipe,
      viewset: small,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 6 }),
        fc.nat(bytes.length),
        fc.boolean(),
        async (changes, length, isCut) => {
          const damaged = bytes.slice(0, isCut ? length : undefined);
          for (const [at, value] of changes) if (at < damaged.length) damaged[at] = value;
          try {
            validateCloud((await importFile(damaged, name, decode)).cloud);
          } catch (error) {
            expect(error).toMatchObject({ code: 'FILE_UNREADABLE' });
          }
        },
      ),
      // Each mesh is strewn anew: dear.
      { numRuns: format === 'mesh-glb' || format === 'obj' ? 8 : 40 },
    );
  }, 120_000);
});

test('a mesh passes the Khronos validator without an error or a warning', async () => {
  expect(await gltfIssues(await exportFile('mesh-glb', ball))).toEqual([]);
});

test('a mesh is made of the cloud alone where there is no more', async () => {
  const { cloud } = await importFile(
    await exportFile('mesh-glb', { ...ball, viewset: undefined }),
    'ball.glb',
    decode,
  );
  const radii = Array.from({ length: cloud.count }, (_, i) =>
    Math.hypot(...cloud.positions.subarray(3 * i, 3 * i + 3)),
  );
  expect(radii.every((radius) => Math.abs(radius - 0.4) < 0.05)).toBe(true);
});

test('a mesh of nothing is refused', async () => {
  const nothing = { resolution: 32, values: new Float32Array(viewset.values.length) };
  await expect(exportFile('obj', { ...ball, viewset: nothing })).rejects.toMatchObject({
    code: 'NOTHING_SOLID',
  });
});

describe('files from elsewhere', () => {
  const triangle = 'v 0 0 0\nv 1 0 0\nv 0 1 0\n';

  test('an .obj without colours, of quads, counted backwards, far away, becomes clay on the stage', async () => {
    const square = 'v 100 0 0\nv 110 0 0\nv 110 10 0\nv 100 10 0\nf -4/1/1 -3//1 -2 -1\n';
    const { cloud } = await importFile(text(square), 'square.OBJ', decode);
    expect(cloud.positions.every((value) => Math.abs(value) < 0.46)).toBe(true);
    expect(new Set(cloud.colors.map((value) => Math.round(value * 100))).size).toBeLessThanOrEqual(3);
  });

  test('a .gltf with a texture, a factor and a node that moves it', async () => {
    const picture = new PNG({ width: 2, height: 1 });
    picture.data.set([255, 0, 0, 255, 0, 0, 255, 255]);
    const uri = `data:image/png;base64,${PNG.sync.write(picture).toString('base64')}`;
    const corners = Float32Array.of(0, 0, 0, 0.8, 0, 0, 0.8, 0.8, 0, 0, 0.8, 0);
    const places = Float32Array.of(0, 0, 1, 0, 1, 1, 0, 1);
    const indices = Uint16Array.of(0, 1, 2, 0, 2, 3);
    const buffer = Buffer.concat([corners, places, indices].map(({ buffer }) => Buffer.from(buffer)));
    const gltf = {
      asset: { version: '2.0' },
      scenes: [{ nodes: [0] }],
      nodes: [{ children: [1], translation: [-0.4, -0.4, 0] }, { mesh: 0 }],
      meshes: [{ primitives: [{ attributes: { POSITION: 0, TEXCOORD_0: 1 }, indices: 2, material: 0 }] }],
      materials: [
        { pbrMetallicRoughness: { baseColorTexture: { index: 0 }, baseColorFactor: [1, 1, 0.25, 1] } },
      ],
      textures: [{ source: 0 }],
      images: [{ uri }],
      buffers: [
        {
          byteLength: buffer.length,
          uri: `data:application/octet-stream;base64,${buffer.toString('base64')}`,
        },
      ],
      bufferViews: [
        { buffer: 0, byteLength: 48 },
        { buffer: 0, byteOffset: 48, byteLength: 32 },
        { buffer: 0, byteOffset: 80, byteLength: 12 },
      ],
      accessors: [
        { bufferView: 0, componentType: 5126, count: 4, type: 'VEC3' },
        { bufferView: 1, componentType: 5126, count: 4, type: 'VEC2' },
        { bufferView: 2, componentType: 5123, count: 6, type: 'SCALAR' },
      ],
    };
    const { cloud } = await importFile(text(JSON.stringify(gltf)), 'square.gltf', decode);
    const wrong = Array.from({ length: cloud.count }, (_, i) => i).filter((i) => {
      const x = cloud.positions[3 * i]!;
      const [red, green, blue] = cloud.colors.subarray(3 * i, 3 * i + 3);
      if (Math.abs(x) < 0.01) return false;
      return Math.abs(x) > 0.41 || green! > 0.1 || red! > 0.9 !== x < 0 || blue! > 0.4 !== x > 0;
    });
    expect(wrong).toEqual([]);
  });

  test.each([
    ['nothing.ply', '', 'is empty'],
    ['letter.ply', 'Dear reader,', 'is damaged, or not what its name says'],
    ['mesh.obj', triangle, 'holds no surface'],
    ['mesh.obj', `${triangle}f 1 2 4`, 'names a corner that is not there'],
    ['mesh.obj', `${triangle}f 1 2 x`, 'names no corner'],
    ['mesh.obj', 'v 0 0 0\nv NaN 0 0\nv 0 1 0\nf 1 2 3', 'is no number'],
    ['mesh.obj', 'v 0 0 0\nv 1e999 0 0\nv 0 1 0\nf 1 2 3', 'is no number'],
    ['far.gltf', '{"asset":{"version":"2.0"},"buffers":[{"byteLength":4,"uri":"far.bin"}]}', 'one .glb file'],
    ['old.gltf', '{"asset":{"version":"1.0"}}', 'only version 2'],
    [
      'draco.gltf',
      '{"asset":{"version":"2.0"},"extensionsRequired":["KHR_draco_mesh_compression"]}',
      'without compression',
    ],
    ['empty.gltf', '{"asset":{"version":"2.0"}}', 'holds no surface'],
    ['loop.gltf', '{"asset":{"version":"2.0"},"nodes":[{"children":[0]}]}', 'its tree has no end'],
    ['list.gltf', '{"asset":{"version":"2.0"},"meshes":7}', 'is not valid'],
  ])('%s of %j is refused', async (name, content, message) => {
    await expect(importFile(text(content), name, decode)).rejects.toThrow(message);
  });

  test('bombs are refused before they go off', async () => {
    const meta = strToU8(JSON.stringify({ version: 2, count: 4_000_000_000 }));
    const zeros = new Uint8Array(2_000_000);
    for (const [bomb, message] of [
      [zipSync({ 'meta.json': zeros }), /not JSON/],
      [zipSync({ 'meta.json': meta }), /not valid|most/],
      [
        text(
          `ply\nformat binary_little_endian 1.0\nelement vertex 999999999\nproperty float x\nend_header\n`,
        ),
        /cut short/,
      ],
    ] as const) {
      await expect(importFile(bomb, 'bomb', decode)).rejects.toThrow(message);
    }
    const huge = zipSync({ 'meta.json': meta });
    // The size that the directory states, made 4 GB.
    new DataView(huge.buffer).setUint32(huge.length - 22 - 55 + 24, 0xffffffff, true);
    await expect(importFile(huge, 'bomb.sog', decode)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });
});
