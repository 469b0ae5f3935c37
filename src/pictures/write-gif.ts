/// <reference path="./gifenc.d.ts" />
import { applyPalette, GIFEncoder, quantize } from 'gifenc/dist/gifenc.esm.js';
import type { Picture } from '../photo/picture';
import { SOLID } from '../photo/picture';

const COLORS_MAX = 256;

/** Writes an endless GIF. */
export interface GifWriter {
  /** @param pixels of the size that the writer was made for */
  add(pixels: Uint8ClampedArray): void;
  finish(): Uint8Array<ArrayBuffer>;
}

/**
 * One palette serves all frames, so that colours do not flicker. GIF knows no partial transparency: a pixel is there
 * from half on.
 *
 * @param samples pictures of the same thing, of any size, that the palette is chosen by
 */
export function gifWriter(
  { width, height }: Pick<Picture, 'width' | 'height'>,
  framesPerSecond: number,
  samples: readonly Picture[],
): GifWriter {
  const solid = solidPixels(samples);
  const isTransparent = samples.some(({ pixels }) => pixels.some((value, i) => i % 4 === 3 && value < SOLID));
  const colors = quantize(solid, isTransparent ? COLORS_MAX - 1 : COLORS_MAX, { format: 'rgb565' });
  const nothing = colors.length;
  const palette = isTransparent ? [...colors, [0, 0, 0]] : colors;
  const encoder = GIFEncoder();
  let frames = 0;
  return {
    add(pixels) {
      const indices = applyPalette(pixels, colors, 'rgb565');
      if (isTransparent) {
        for (let i = 0; i < indices.length; i++) if (pixels[4 * i + 3]! < SOLID) indices[i] = nothing;
      }
      encoder.writeFrame(indices, width, height, {
        ...(frames === 0 && { palette }),
        delay: delayOf(frames, framesPerSecond),
        transparent: isTransparent,
        transparentIndex: isTransparent ? nothing : 0,
        dispose: isTransparent ? 2 : 1,
      });
      frames++;
    },
    finish() {
      encoder.finish();
      return encoder.bytes();
    },
  };
}

/** GIF counts in hundredths of a second: frames take turns in being longer, so that the whole takes its time. */
function delayOf(frame: number, framesPerSecond: number): number {
  const at = (index: number) => Math.round((100 * index) / framesPerSecond);
  return 10 * (at(frame + 1) - at(frame));
}

/** What is seen in any of the pictures; one black pixel where nothing is. */
function solidPixels(samples: readonly Picture[]): Uint8ClampedArray {
  const out: number[] = [];
  for (const { pixels } of samples) {
    for (let i = 0; i < pixels.length; i += 4) {
      if (pixels[i + 3]! >= SOLID) out.push(pixels[i]!, pixels[i + 1]!, pixels[i + 2]!, 255);
    }
  }
  return Uint8ClampedArray.from(out.length > 0 ? out : [0, 0, 0, 255]);
}
