import { expect, test } from '@playwright/test';
import { Studio } from './support/studio';

test.use({ viewport: { width: 480, height: 400 } });

test('weights are kept between visits, and those of older versions are not', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.modelIsReady();
  const names = () =>
    page.evaluate(async () => {
      const urls: string[] = [];
      for (const name of await caches.keys()) {
        for (const { url } of await (await caches.open(name)).keys()) urls.push(url);
      }
      return urls.filter((url) => url.includes('weights.invalid')).sort();
    });
  const kept = await names();
  expect(kept.filter((url) => url.includes('/kiln-s/'))).not.toHaveLength(0);
  // The tokenizer is named in the manifest's config.
  expect(kept.filter((url) => url.includes('/text-encoder/')).length).toBeGreaterThan(1);
  await page.evaluate(async (url) => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      if (await cache.match(url)) await cache.put(url.replace(/[^/]+$/, 'f00'), new Response('old'));
    }
  }, kept[0]!);
  expect(await names()).toHaveLength(kept.length + 1);

  await page.reload();
  await studio.modelIsReady();
  expect(await names()).toEqual(kept);
});
