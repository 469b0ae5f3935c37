import { expect, test } from '@playwright/test';
import { Hold } from './support/hold';
import { Studio } from './support/studio';
import { beforeWorker, KEEPING_DEVICES } from './support/worker-prelude';

test.use({ viewport: { width: 640, height: 480 } });

let studio: Studio;

test.beforeEach(async ({ page }) => {
  studio = new Studio(page);
});

test('Escape and the button cancel, and the last good object comes back', async ({ page }) => {
  await studio.open();
  await studio.seesObject();
  const sample = await studio.view.getAttribute('data-hash');
  await studio.modelIsReady();
  await studio.set('Steps', '4');
  const hold = await Hold.at(page, 2);
  for (const cancel of [() => page.keyboard.press('Escape'), () => studio.cancelButton.click()]) {
    await studio.ask('a race car');
    await hold.isReached();
    await expect.poll(() => studio.view.getAttribute('data-hash')).not.toBe(sample);
    await cancel();
    await expect(studio.generateButton).toBeVisible();
    await expect(studio.view).toHaveAttribute('data-hash', sample!);
    await expect(page.getByRole('status')).toHaveText('Cancelled.');
  }
});

test('a second prompt replaces the one that is running', async ({ page }) => {
  await studio.open();
  await studio.modelIsReady();
  await studio.set('Steps', '4');
  const hold = await Hold.at(page, 2);
  await studio.ask('a race car');
  await hold.isReached();
  await expect(studio.placard).toContainText('a race car');
  await studio.set('Steps', '2');
  await studio.ask('a castle');
  await studio.isFinished();
  await expect(studio.placard).toContainText('a castle');
  await expect(studio.view).toHaveAttribute('data-step', '2');
});

test('a page in the background keeps generating and shows the object on return', async ({ page }) => {
  await studio.open();
  await studio.modelIsReady();
  await studio.set('Steps', '6');
  // What a browser does to a tab that nobody looks at; headless pages are always looked at.
  await page.evaluate(() => {
    const asleep: FrameRequestCallback[] = [];
    const { requestAnimationFrame } = window;
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
    window.requestAnimationFrame = (callback) => asleep.push(callback);
    document.addEventListener('wake', () => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'visible' });
      window.requestAnimationFrame = requestAnimationFrame;
      for (const callback of asleep) requestAnimationFrame(callback);
    });
  });
  await studio.make('a tree');
  await page.evaluate(() => document.dispatchEvent(new Event('wake')));
  await expect(studio.view).toHaveAttribute('data-step', '6');
});

test('a GPU lost in mid-generation: a message, the last good object, and on with the processor', async ({
  page,
}) => {
  await beforeWorker(page, KEEPING_DEVICES);
  await studio.open('?backend=webgpu');
  await studio.seesObject();
  const sample = await studio.view.getAttribute('data-hash');
  await studio.modelIsReady('WebGPU');
  await studio.set('Steps', '4');
  const hold = await Hold.at(page, 1);
  await studio.ask('a race car');
  await hold.isReached();
  await expect.poll(() => studio.view.getAttribute('data-hash')).not.toBe(sample);
  const [worker] = page.workers().filter((candidate) => candidate.url().includes('/start-entry-'));
  await worker!.evaluate(() => {
    for (const device of (self as unknown as { devices: GPUDevice[] }).devices) device.destroy();
  });
  await expect(studio.alert).toContainText('The GPU was lost');
  await expect(studio.view).toHaveAttribute('data-hash', sample!);
  await studio.modelIsReady('WebAssembly');
  await studio.set('Steps', '1');
  await hold.release();
  await studio.alert.getByRole('button', { name: 'Try again' }).click();
  await studio.isFinished();
});

test('a lost drawing surface can be started again', async ({ page }) => {
  await studio.open();
  await studio.seesObject();
  await page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!.loseContext();
  });
  await expect(studio.alert).toContainText('graphics driver');
  await studio.alert.getByRole('button', { name: 'Restart the view' }).click();
  await expect(studio.alert).toBeHidden();
  await studio.seesObject();
});

test('without WebGL 2 it says so, and still generates and saves', async ({ page }) => {
  await page.addInitScript(() => {
    const { getContext } = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...args: unknown[]) {
      if (args[0] === 'webgl2') return null;
      return Reflect.apply(getContext, this, args);
    } as typeof getContext;
  });
  await studio.open();
  await expect(studio.alert).toContainText('WebGL 2');
  await studio.set('Steps', '1');
  await studio.make('a house');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save .ply' }).click();
  expect((await downloading).suggestedFilename()).toBe('kiln-a-house-5.ply');
});
