import { expect, test } from '@playwright/test';
import { gzipSync, zipSync } from 'fflate';
import { drop, housePng, type PictureFile } from './support/pictures';
import { Studio } from './support/studio';

test.use({ viewport: { width: 640, height: 480 } });

const file = (name: string, content: string | Uint8Array): PictureFile => ({
  name,
  mimeType: '',
  buffer: Buffer.from(content as Uint8Array),
});

const header = 'ply\nformat binary_little_endian 1.0\n';
const zeros = new Uint8Array(8_000_000);

/** Each with what the page has to say of it. */
const broken: readonly (readonly [PictureFile, RegExp])[] = [
  [file('empty.ply', ''), /empty\.ply is empty/],
  [file('letter.glb', 'Dear reader,'), /letter\.glb is damaged, or not what its name says/],
  [file('count.ply', `${header}element vertex 999999999\nproperty float x\nend_header\n`), /cut short/],
  [file('text.ply', 'ply\nformat ascii 1.0\nend_header\n'), /only binary_little_endian/],
  [file('odd.splat', new Uint8Array(33)), /\.splat/],
  [
    file('nan.splat', new Uint8Array(new Float32Array(8).fill(Number.NaN).buffer)),
    /position of splat 0.*NaN/,
  ],
  [file('bomb.spz', gzipSync(zeros)), /\.spz/],
  [file('bomb.sog', zipSync({ 'meta.json': zeros })), /meta\.json of the \.sog is not JSON/],
  [
    file('cut.sog', zipSync({ 'meta.json': new Uint8Array(9) }).subarray(0, 40)),
    /\.sog is damaged or cut short/,
  ],
  [
    file(
      'tree.gltf',
      JSON.stringify({
        asset: { version: '2.0' },
        nodes: Array.from({ length: 40 }, (_, i) => ({ children: i < 39 ? [i + 1, i + 1] : [] })),
      }),
    ),
    /its tree has no end/,
  ],
  [
    file('far.gltf', '{"asset":{"version":"2.0"},"buffers":[{"byteLength":4,"uri":"far.bin"}]}'),
    /one \.glb file/,
  ],
  [file('hole.obj', 'v 0 0 0\nv NaN 0 0\nv 0 1 0\nf 1 2 3'), /is no number/],
];

test('broken files are told one by one, and the studio goes on', async ({ page }) => {
  const crashes: Error[] = [];
  page.on('pageerror', (error) => crashes.push(error));
  const studio = new Studio(page);
  await studio.open();
  await studio.seesObject();
  const before = await studio.view.getAttribute('data-hash');
  for (const [each, message] of broken) {
    await test.step(each.name, async () => {
      await drop(page, [each]);
      await expect(studio.alert).toContainText(message);
      await studio.alert.getByRole('button', { name: 'Dismiss' }).click();
      await expect(studio.alert).toBeHidden();
    });
  }

  await test.step('pictures', async () => {
    const { buffer } = housePng('cut.png');
    const huge = Buffer.from(buffer);
    huge.writeUInt32BE(60_000, 16);
    huge.writeUInt32BE(60_000, 20);
    for (const [name, bytes, message] of [
      ['cut.png', buffer.subarray(0, 200), /cut\.png/],
      ['huge.png', huge, /60000 × 60000 pixels, more than 100 megapixels/],
      ['drawing.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), /drawing of lines/],
      ['notes.txt', Buffer.from('<!---->'.repeat(140)), /notes\.txt is not a picture/],
    ] as const) {
      await drop(page, [{ name, mimeType: '', buffer: bytes }]);
      await expect(page.getByText(message)).toBeVisible();
    }
  });

  expect(await studio.view.getAttribute('data-hash')).toBe(before);
  await studio.modelIsReady();
  await studio.set('Steps', '2');
  await studio.make('a house');
  await studio.seesObject();
  expect(crashes).toEqual([]);
});
