import { expect, test } from '@playwright/test';
import { Studio } from './support/studio';

test.use({ viewport: { width: 800, height: 560 } });

test('nothing shifts while the model loads, nor while it generates', async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: string[] = [];
    Object.assign(window, { shifts });
    type Shift = PerformanceEntry & { hadRecentInput: boolean; sources: { node: Node | null }[] };
    new PerformanceObserver((list) => {
      // What follows at once on a key or a press is what was asked for.
      for (const { hadRecentInput, sources } of list.getEntries() as Shift[]) {
        const names = sources.map(({ node }) => {
          const element = node instanceof Element ? node : node?.parentElement;
          return element?.className || `${element?.parentElement?.className} ${node?.textContent}`;
        });
        // The thumb of the timeline goes along with the steps: that is what it is for.
        const moved = names.filter((name) => name !== 'slider-thumb');
        if (!hadRecentInput && moved.length > 0) shifts.push(moved.join(', '));
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const studio = new Studio(page);
  await studio.open();
  await studio.seesObject();
  await studio.modelIsReady();
  await studio.set('Steps', '6');
  await studio.advancedButton.click();
  await studio.make('a tree');
  await page.waitForTimeout(600);
  expect(await page.evaluate(() => (window as unknown as { shifts: string[] }).shifts)).toEqual([]);
});

test('the page is never held up for 50 ms by its own code while it generates', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.seesObject();
  await studio.modelIsReady();
  await studio.set('Steps', '8');
  await studio.advancedButton.click();
  await page.evaluate(() => {
    const scripts: { source: string; invoker: string; duration: number }[] = [];
    Object.assign(window, { scripts });
    type Frame = PerformanceEntry & {
      scripts: { sourceURL: string; invoker: string; duration: number }[];
    };
    new PerformanceObserver((list) => {
      for (const frame of list.getEntries() as Frame[]) {
        for (const { sourceURL, invoker, duration } of frame.scripts) {
          scripts.push({ source: sourceURL, invoker, duration });
        }
      }
    }).observe({ type: 'long-animation-frame' });
  });
  await studio.make('a tree');
  await page.waitForTimeout(600);
  const scripts = await page.evaluate(
    () => (window as unknown as { scripts: { source: string; invoker: string; duration: number }[] }).scripts,
  );
  // The frames that Spark draws on a software renderer are long: the observer sees them.
  expect(scripts.some(({ source }) => source.includes('/viewport-'))).toBe(true);
  const own = scripts.filter(({ source }) => !source.includes('/viewport-'));
  expect(own.filter(({ duration }) => duration > 50)).toEqual([]);
});

test('with reduced motion nothing is animated', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const studio = new Studio(page);
  await studio.open();
  const longest = () =>
    page.evaluate(() =>
      Math.max(
        0,
        ...document
          .getAnimations()
          .map(({ effect }) => Number(effect?.getComputedTiming().endTime ?? 0))
          .filter((time) => time > 0),
      ),
    );
  await studio.seesObject();
  expect(await longest()).toBe(0);
  await studio.status.hover();
  await studio.status.click();
  expect(await longest()).toBe(0);
  await page.keyboard.press('Escape');
  await studio.modelIsReady();
  await studio.set('Steps', '8');
  await studio.ask('a house');
  await expect(page.getByText(/^Step [2-8]/)).toBeVisible();
  expect(await longest()).toBe(0);
});

for (const [name, viewport] of Object.entries({
  desk: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
})) {
  test(`written from right to left, all stays in the window of a ${name}`, async ({ page }, testInfo) => {
    await page.setViewportSize(viewport);
    await page.addInitScript(() => {
      document.addEventListener('readystatechange', () =>
        document.documentElement.setAttribute('dir', 'rtl'),
      );
    });
    const studio = new Studio(page);
    await studio.open();
    await studio.seesObject();
    await studio.modelIsReady();
    await studio.set('Steps', '2');
    await studio.make('قلعة على تل');
    const outside = await page.evaluate(() =>
      [...document.querySelectorAll('button, input, textarea, [role=slider], .placard')]
        .filter((element) => element.checkVisibility() && !element.closest('.examples, .visually-hidden'))
        .filter((element) => {
          const { left, right } = element.getBoundingClientRect();
          return left < 0 || right > innerWidth;
        })
        .map((element) => element.getAttribute('aria-label') ?? element.className),
    );
    await testInfo.attach(name, { body: await page.screenshot(), contentType: 'image/png' });
    expect(outside).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      viewport.width,
    );
  });
}
