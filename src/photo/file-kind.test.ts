import fc from 'fast-check';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { checkFile } from './check-file';
import { PhotoError } from './errors';
import { fileKindOf } from './file-kind';

const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const still = (format: string) => ({ format, isAnimated: false });
const moving = (format: string) => ({ format, isAnimated: true });

const png = Uint8Array.from(PNG.sync.write(new PNG({ width: 3, height: 2 })));
/** The same, with an animation control chunk after the header. */
const apng = Uint8Array.from([
  ...png.subarray(0, 33),
  ...bytesOf(`\0\0\0\x08acTL${'\0'.repeat(12)}`),
  ...png.subarray(33),
]);

const frame = '\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0';
const gif = (frames: number) =>
  `GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff\x21\xf9\x04\0\0\0\0\0${frame.repeat(frames)};`;

describe('fileKindOf', () => {
  test.each([
    ['PNG', png, still('png')],
    ['animated PNG', apng, moving('png')],
    ['JPEG', '\xff\xd8\xff\xe0\0\x10JFIF\0', still('jpeg')],
    ['simple WebP', 'RIFF\x24\0\0\0WEBPVP8 ', still('webp')],
    ['extended WebP', 'RIFF\x24\0\0\0WEBPVP8X\x0a\0\0\0\x10\0\0\0', still('webp')],
    ['animated WebP', 'RIFF\x24\0\0\0WEBPVP8X\x0a\0\0\0\x12\0\0\0', moving('webp')],
    ['AVIF', '\0\0\0\x20ftypavif\0\0\0\0', still('avif')],
    ['AVIF sequence', '\0\0\0\x20ftypavis\0\0\0\0', moving('avif')],
    ['HEIC', '\0\0\0\x18ftypheic\0\0\0\0', still('heic')],
    ['GIF', gif(1), still('gif')],
    ['animated GIF', gif(3), moving('gif')],
    ['BMP', 'BM\x36\0\0\0', still('bmp')],
    ['SVG', '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', still('svg')],
    ['text', 'a castle on a hill', { format: null, isAnimated: false }],
    ['nothing', '', { format: null, isAnimated: false }],
  ])('%s', (_, file, kind) => {
    expect(fileKindOf(typeof file === 'string' ? bytesOf(file) : file)).toEqual(kind);
  });

  test('comments before a drawing may be many', () => {
    expect(fileKindOf(bytesOf(`${'<!-- a -->'.repeat(60)}<svg/>`))).toEqual(still('svg'));
    expect(fileKindOf(bytesOf(`${'<!---->'.repeat(140)}<sv`))).toEqual({ format: null, isAnimated: false });
  });

  test('whatever follows a signature, it is told in no time', () => {
    const signatures = [
      '\x89PNG\r\n\x1a\n',
      '\xff\xd8\xff',
      'GIF89a',
      'BM',
      'RIFF\x24\0\0\0WEBPVP8X',
      '\0\0\0\x20ftyp',
      '<!--',
      '',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...signatures), fc.uint8Array({ maxLength: 400 }), (signature, rest) => {
        const bytes = Uint8Array.of(...bytesOf(signature), ...rest);
        try {
          expect(checkFile(bytes, 'it')).toBe(fileKindOf(bytes).format);
        } catch (error) {
          expect(error).toBeInstanceOf(PhotoError);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('a file cut off anywhere is no reason to hang or throw', () => {
    for (const file of [apng, bytesOf(gif(2))]) {
      for (let length = 0; length < file.length; length++) fileKindOf(file.subarray(0, length));
    }
    expect(fileKindOf(apng.subarray(0, 40))).toEqual(still('png'));
  });
});
