import { expect, type Page, test } from '@playwright/test';
import { PNG } from 'pngjs';
import { Hold } from './support/hold';
import { LongWaits } from './support/long-waits';
import { Studio } from './support/studio';

/** The 3D view's code, the model's, and its weights. */
const HEAVY = /\/assets\/(viewport|entry)-|\/models\//;

/**
 * A page that lies untouched for long loads the model by itself (commands/settle-in): on a busy machine a test takes
 * as long, so that here it never comes to that.
 */
const withoutQuiet = (page: Page) => LongWaits.neverEnd(page, 20_000);

/** What is fetched from now on. */
function record(page: Page): string[] {
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  return urls;
}

/** The square between the panels in which the home view fits the object. */
async function objectOf(page: Page): Promise<PNG> {
  const clip = await page.locator('.stage').evaluate((stage) => {
    const { paddingTop, paddingBottom } = getComputedStyle(stage);
    const height = stage.clientHeight - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom);
    const side = Math.min(height, stage.clientWidth);
    const y = Number.parseFloat(paddingTop) + (height - side) / 2;
    return { x: (stage.clientWidth - side) / 2, y, width: side, height: side };
  });
  return PNG.sync.read(await page.screenshot({ clip }));
}

/** The mean difference of all values, and the share of pixels in which one differs by more than a tenth. */
function differenceOf(a: PNG, b: PNG): { readonly mean: number; readonly share: number } {
  expect([a.width, a.height]).toEqual([b.width, b.height]);
  let sum = 0;
  let different = 0;
  for (let i = 0; i < a.data.length; i += 4) {
    const by = [0, 1, 2].map((k) => Math.abs(a.data[i + k]! - b.data[i + k]!));
    sum += by[0]! + by[1]! + by[2]!;
    if (Math.max(...by) > 25) different++;
  }
  const pixels = a.data.length / 4;
  return { mean: sum / pixels / 3, share: different / pixels };
}

for (const [name, look] of Object.entries({
  'a desktop in the dark': { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  'a desktop by day': { viewport: { width: 1280, height: 800 }, colorScheme: 'light' },
  'a phone in the dark': { viewport: { width: 390, height: 844 }, colorScheme: 'dark', isMobile: true },
  'a phone by day': { viewport: { width: 390, height: 844 }, colorScheme: 'light', isMobile: true },
} as const)) {
  test.describe(`on ${name}`, () => {
    test.use(look);

    test('a picture of the object is there first, and the view takes its place without a jump', async ({
      page,
    }, testInfo) => {
      await page.addInitScript(() => {
        const shifts: number[] = [];
        Object.assign(window, { shifts });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
        }).observe({ type: 'layout-shift', buffered: true });
      });
      const studio = new Studio(page);
      await page.goto('./');
      await expect(studio.placard).toContainText('corgi');
      const poster = page.locator('.poster > img');
      await expect(poster).toBeVisible();
      await poster.evaluate((image: HTMLImageElement) => image.decode());
      const screen = (state: string) =>
        page.screenshot().then((body) => testInfo.attach(state, { body, contentType: 'image/png' }));
      await screen('picture');
      const picture = await objectOf(page);
      await studio.seesObject();
      await expect(poster).toBeHidden();
      // Frames are drawn on the processor, and the last may still be to come.
      await expect(async () => {
        const { mean, share } = differenceOf(picture, await objectOf(page));
        expect(mean).toBeLessThan(1);
        expect(share).toBeLessThan(0.01);
      })
        .toPass({ timeout: 60_000 })
        .finally(() => screen('view'));
      const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
      expect(shifts.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.01);
    });
  });
}

test.describe('before anything is loaded', () => {
  test.use({ viewport: { width: 640, height: 480 } });

  test('nothing heavy is fetched until somebody is there', async ({ page }) => {
    await withoutQuiet(page);
    const urls = record(page);
    const studio = new Studio(page);
    await page.goto('./');
    await expect(studio.placard).toContainText('corgi');
    await page.waitForTimeout(6000);
    expect(urls.filter((url) => HEAVY.test(url))).toEqual([]);
    await expect(studio.status).toHaveAccessibleName('Model · not loaded yet');
    await studio.seesObject();
    await expect.poll(() => urls.filter((url) => url.endsWith('.safetensors'))).not.toHaveLength(0);
  });

  test('where a graphics processor draws, the view starts by itself', async ({ page }) => {
    await withoutQuiet(page);
    await page.addInitScript(() => {
      const adapter = { info: { vendor: 'maker', architecture: 'generation' } };
      Object.defineProperty(navigator, 'gpu', { value: { requestAdapter: async () => adapter } });
    });
    const urls = record(page);
    const studio = new Studio(page);
    await page.goto('./');
    await expect(studio.view).toHaveAttribute('data-splats', /^[1-9]/);
    expect(urls.filter((url) => url.includes('/models/'))).toEqual([]);
  });

  test('with data to be saved, the model waits for a generation', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
    });
    const urls = record(page);
    const studio = new Studio(page);
    await studio.open();
    await studio.seesObject();
    await studio.status.click();
    await expect(page.getByRole('dialog', { name: 'What runs' })).toContainText('save data');
    await page.keyboard.press('Escape');
    await page.waitForTimeout(1500);
    expect(urls.filter((url) => url.includes('/models/'))).toEqual([]);
    await studio.ask('a house');
    await studio.modelIsReady();
  });

  test('an example works as the first thing that is pressed', async ({ page }) => {
    const studio = new Studio(page);
    await page.goto('./');
    const hold = await Hold.at(page, 2);
    await page.getByRole('button', { name: 'a red race car' }).click();
    await expect(studio.cancelButton).toBeVisible();
    await hold.isReached();
    await expect(page.getByText(/^Step 2 of/)).toBeVisible();
    await expect(studio.placard).toContainText('a red race car');
    await expect(studio.view).toHaveAttribute('data-step', '2');
    await studio.cancelButton.click();
    await studio.seesObject();
  });

  test('keys and a drag that are too early for the view are done when it is there', async ({ page }) => {
    const studio = new Studio(page);
    let arrive = () => {};
    const arrival = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await page.route('**/assets/viewport-*.js', async (route) => {
      await arrival;
      await route.continue();
    });
    await page.goto('./');
    await studio.view.focus();
    await page.keyboard.press('ArrowRight');
    await page.mouse.move(320, 200);
    await page.mouse.down();
    arrive();
    await studio.view.and(page.locator('[data-hash]')).waitFor();
    const turned = await studio.camera();
    await page.mouse.move(400, 200, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => studio.camera()).not.toBe(turned);
    // One turn to the right from home: what the early key had done.
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => studio.camera()).toBe(turned);
  });
});
