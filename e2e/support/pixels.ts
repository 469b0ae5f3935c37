import type { Page } from '@playwright/test';
import { PNG } from 'pngjs';

/** Red, green and blue in 0..255. */
type Pixel = readonly [number, number, number];

/** The middle of the window, where the object is and no panel. */
export async function middleOf(page: Page): Promise<Pixel[]> {
  const { width, height } = page.viewportSize()!;
  const clip = { x: width * 0.35, y: height * 0.2, width: width * 0.26, height: height * 0.25 };
  const { data } = PNG.sync.read(await page.screenshot({ clip }));
  const pixels: Pixel[] = [];
  for (let i = 0; i < data.length; i += 4) pixels.push([data[i]!, data[i + 1]!, data[i + 2]!]);
  return pixels;
}

export function luminance([red, green, blue]: Pixel): number {
  return (red + green + blue) / 3;
}

/** How far a pixel is from grey: 0 for grey, 255 for a pure colour. */
export function chroma(pixel: Pixel): number {
  return Math.max(...pixel) - Math.min(...pixel);
}

/** Share of pixels that differ by more than a hair. */
export function difference(a: readonly Pixel[], b: readonly Pixel[]): number {
  const changed = a.filter((pixel, i) => pixel.some((value, k) => Math.abs(value - b[i]![k]!) > 8));
  return changed.length / a.length;
}
