/**
 * Draws the picture of the sample object that stands in for the 3D view until that is wanted, for both palettes, with
 * the view itself: the object, its shadow and the rings, on nothing. Anew after any change of the object or of how the
 * view looks:
 *
 *   npm run -s kiln -- generate "a standing corgi dog" --model kiln-b --seed 2 --out public/welcome.compressed.ply
 *   npm run build && npm run poster && npm run build
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { Studio } from '../e2e/support/studio';
import config from '../playwright.config';

/** Pixels of the square in which the view fits the object: as many as most windows have. */
const SQUARE = 640;
/** Of the whole picture, which the rings need; the width is known to src/ui/styles/stage.css too. */
const SIZE = { width: 2.4 * SQUARE, height: 1.7 * SQUARE };
const QUALITY = 0.6;
/**
 * Steps in which opacity is kept, of 255: WebP keeps it without loss, and it is most of the file. The shadow, which is
 * all below the limit, would show its steps if they were those of the object.
 */
const OPACITY = { limit: 150, below: 2, above: 8 };

const ALONE = `
  html, body, #root, .stage { background: none !important; }
  .studio > :not(main), main > :not(.stage) { opacity: 0 !important; }
  .stage { padding: ${(SIZE.height - SQUARE) / 2}px ${(SIZE.width - SQUARE) / 2}px !important; }
`;

const root = join(import.meta.dirname, '..');
const server = await preview({ root, preview: { port: 4207, strictPort: false }, logLevel: 'warn' });
const browser = await chromium.launch(config.use?.launchOptions);
try {
  for (const colorScheme of ['dark', 'light'] as const) {
    // The page's policy allows no styles of ours.
    const context = await browser.newContext({ viewport: SIZE, colorScheme, bypassCSP: true });
    const page = await context.newPage();
    await page.goto(server.resolvedUrls!.local[0]!);
    await page.addStyleTag({ content: ALONE });
    await new Studio(page).arrives();
    await page.locator('.stage[data-hash]').waitFor();
    await page.waitForTimeout(3000); // frames are drawn on the processor, and the last may still be to come
    const png = await page.screenshot({ omitBackground: true });
    const webp = await page.evaluate(
      async ([png, quality, { limit, below, above }]) => {
        const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const context = canvas.getContext('2d')!;
        context.drawImage(bitmap, 0, 0);
        const pixels = context.getImageData(0, 0, bitmap.width, bitmap.height);
        for (let i = 3; i < pixels.data.length; i += 4) {
          const step = pixels.data[i]! < limit ? below : above;
          pixels.data[i] = step * Math.round(pixels.data[i]! / step);
        }
        context.putImageData(pixels, 0, 0);
        const blob = await canvas.convertToBlob({ type: 'image/webp', quality });
        return Array.from(new Uint8Array(await blob.arrayBuffer()));
      },
      [png.toString('base64'), QUALITY, OPACITY] as const,
    );
    await writeFile(join(root, `public/welcome-${colorScheme}.webp`), Uint8Array.from(webp));
    console.log(`welcome-${colorScheme}.webp: ${webp.length} bytes`);
    await context.close();
  }
} finally {
  await browser.close();
  await server.close();
}
