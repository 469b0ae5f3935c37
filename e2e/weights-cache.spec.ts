import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { Studio } from './support/studio';

test.use({ viewport: { width: 480, height: 400 } });

/** What is fetched without anybody asking for more; of the others it waits for the first use. */
const MODELS = ['kiln-s', 'text-encoder', 'camera', 'cut-out'];

test('weights are kept between visits, and those of older versions are not', async ({ page }) => {
  const wanted = (await Promise.all(MODELS.map(filesOf))).flat().sort();
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
  // What cuts photos out follows when the model is ready.
  await expect.poll(names).toEqual(wanted);
  await page.evaluate(async (url) => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      if (await cache.match(url)) await cache.put(url.replace(/[^/]+$/, 'f00'), new Response('old'));
    }
  }, wanted[0]!);
  expect(await names()).toHaveLength(wanted.length + 1);

  await page.reload();
  await studio.modelIsReady();
  await expect.poll(names).toEqual(wanted);
});

/** The cache's keys of a model's weights, and of its tokenizer where it has one. */
async function filesOf(model: string): Promise<string[]> {
  const { files, config } = JSON.parse(await readFile(`models/${model}/manifest.json`, 'utf8'));
  const all: { sha256: string }[] = config.tokenizer ? [...files, config.tokenizer] : files;
  return all.map(({ sha256 }) => `https://weights.invalid/${model}/${sha256}`);
}
