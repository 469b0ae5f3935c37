import { type Browser, expect, type Page, test } from '@playwright/test';
import { Hold } from './support/hold';
import { LibraryPanel } from './support/library-panel';
import { housePng } from './support/pictures';
import { Studio } from './support/studio';

test.use({ viewport: { width: 800, height: 560 } });

/**
 * Notes what moves on the page, except in the first frame after a key or a press: that was asked for. Frames are
 * counted and not time, which runs on while a busy machine shows nothing.
 *
 * @returns tells what has moved since it was last called
 */
async function recordShifts(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    type Shift = PerformanceEntry & {
      sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
    };
    const shifts: { readonly at: number; readonly moved: string }[] = [];
    const note = (list: PerformanceEntryList) => {
      for (const { sources, startTime } of list as Shift[]) {
        // A text that grows is named although it begins where it did; the thumb of the timeline goes along with the
        // steps, and that is what it is for.
        const moved = sources
          .filter(({ previousRect: from, currentRect: to }) => from.x !== to.x || from.y !== to.y)
          .map(({ node }) => ({ node, element: node instanceof Element ? node : node?.parentElement }))
          // It, or what carries it.
          .filter(({ element }) => !element?.matches('.slider-thumb, :has(> .slider-thumb):not(.slider)'))
          .map(
            ({ node, element }) =>
              element?.className || `${element?.parentElement?.className} ${node?.textContent}`,
          );
        if (moved.length > 0) shifts.push({ at: startTime, moved: moved.join(', ') });
      }
    };
    const observer = new PerformanceObserver((list) => note(list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });

    /** From a press to the end of the frame that shows what it did. */
    const asked: { readonly from: number; to: number }[] = [];
    /** Resolves when the next frame is over. */
    const frame = () =>
      new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
    for (const press of ['keydown', 'pointerdown', 'click']) {
      window.addEventListener(
        press,
        () => {
          const span = { from: performance.now(), to: Number.POSITIVE_INFINITY };
          asked.push(span);
          void frame().then(() => {
            span.to = performance.now();
          });
        },
        { capture: true },
      );
    }
    Object.assign(window, {
      takeShifts: async () => {
        await frame();
        note(observer.takeRecords());
        return shifts
          .splice(0)
          .filter(({ at }) => !asked.some(({ from, to }) => at >= from && at <= to))
          .map(({ moved }) => moved);
      },
    });
  });
  return () => page.evaluate(() => (window as unknown as { takeShifts(): Promise<string[]> }).takeShifts());
}

test('nothing shifts while the model loads, nor while it generates', async ({ page }) => {
  const shifts = await recordShifts(page);
  const studio = new Studio(page);
  await studio.open();
  await studio.seesObject();
  await studio.modelIsReady();
  expect(await shifts()).toEqual([]);
  await studio.set('Steps', '6');
  await studio.advancedButton.click();
  // Settings make room for themselves.
  await shifts();
  await studio.make('a tree');
  await expect(studio.view).toHaveAttribute('data-step', '6');
  expect(await shifts()).toEqual([]);
});

/** A function that the browser called, as its trace tells. */
interface Call {
  readonly name: string;
  /** Microseconds of the processor's time, which other programs on a busy machine hardly lengthen. */
  readonly tdur?: number;
  readonly args: { readonly data?: { readonly url?: string; readonly functionName?: string } };
}

/** Calls of the page's own code that took more than 50 ms, while the first object of a visit is made. */
async function longCalls(browser: Browser, page: Page) {
  const studio = new Studio(page);
  await studio.open();
  await studio.seesObject();
  await studio.modelIsReady();
  await studio.set('Steps', '8');
  await studio.advancedButton.click();
  await browser.startTracing(page, { categories: ['devtools.timeline'] });
  await studio.make('a tree');
  await expect(studio.view).toHaveAttribute('data-step', '8');
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { readonly traceEvents: Call[] };
  const calls = trace.traceEvents
    .filter(({ name, args }) => name === 'FunctionCall' && args.data?.url?.includes('/assets/'))
    .map(({ tdur = 0, args }) => ({ ...args.data, milliseconds: tdur / 1000 }));
  // Drawing is Spark's, whose code lies in one file with the viewport's: on a software renderer it takes long.
  const [drawing, own] = [
    calls.filter(({ url }) => url!.includes('/viewport-')),
    calls.filter(({ url }) => /\/(studio|client|later-parts)-/.test(url!)),
  ];
  expect(drawing.length).toBeGreaterThan(0);
  expect(own.length).toBeGreaterThan(0);
  expect(own.some(({ milliseconds }) => milliseconds > 0)).toBe(true);
  return own.filter(({ milliseconds }) => milliseconds > 50);
}

test('the page is never held up for 50 ms by its own code while it generates', async ({ browser, page }) => {
  const long = await longCalls(browser, page);
  // What the machine did and not the page is not there on a second visit.
  expect(long.length > 0 ? await longCalls(browser, page) : []).toEqual([]);
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
  await studio.set('Steps', '4');
  const hold = await Hold.at(page, 2);
  await studio.ask('a house');
  await hold.isReached();
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

/** What lies over something else, or outside the window, of all that a person may need. */
function collisions(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const needed = [
      '.wordmark',
      '.header-tools',
      '.placard > *',
      '.view-tools',
      '.message-card',
      '.lesson',
      '.timeline',
      '.dock-line',
      '.prompt-bar',
      '.library',
    ];
    const boxes = [...document.querySelectorAll(needed.join())]
      .filter((element) => element.checkVisibility())
      .map((element) => ({ name: element.className, box: element.getBoundingClientRect() }));
    const outside = boxes
      .filter(
        ({ box }) => box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight + 0.5,
      )
      .map(({ name }) => `${name} is cut off`);
    const over = boxes.flatMap(({ name, box: a }, i) =>
      boxes
        .slice(i + 1)
        .filter(({ box: b }) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
        .map((other) => `${name} meets ${other.name}`),
    );
    return [...outside, ...over];
  });
}

test('in small windows nothing lies over anything else that is needed', async ({ page }) => {
  const sizes = {
    'a low window': [640, 440],
    'a phone on its side': [667, 375],
    'a small phone': [360, 640],
  };
  const isTidy = (state: string) =>
    test.step(state, async () => {
      for (const [name, [width, height]] of Object.entries(sizes)) {
        await page.setViewportSize({ width: width!, height: height! });
        expect(await collisions(page), name).toEqual([]);
      }
    });
  await page.setViewportSize({ width: 640, height: 440 });
  const studio = new Studio(page);
  await studio.open();
  await studio.modelIsReady();
  await isTidy('first visit');
  await studio.set('Steps', '3');
  await isTidy('with settings');
  await studio.set('Guidance', '1');
  await studio.advancedButton.click();
  await studio.make('a castle on a hill');
  await isTidy('with a timeline');
  await studio.advancedButton.click();
  await isTidy('with a timeline and settings');
  await studio.advancedButton.click();
  await studio.begins(() => page.getByRole('button', { name: 'How it works' }).click());
  await studio.isFinished();
  await isTidy('how it works');
  await page.getByLabel('Photo files').setInputFiles([housePng('house.png')]);
  await expect(page.getByRole('button', { name: 'Correct photo 1' })).toBeVisible();
  await isTidy('how it works, and a photo');
});

test('the library leaves the dock alone, at any width', async ({ page }) => {
  const studio = new Studio(page);
  const library = new LibraryPanel(page);
  await studio.open();
  await library.open();
  for (const width of [768, 800, 1000, 1280]) {
    await page.setViewportSize({ width, height: 700 });
    await expect(studio.prompt).toBeVisible();
    expect(await collisions(page), `${width} pixels`).toEqual([]);
  }
  // Where there is no room beside it, it covers the whole window.
  await page.setViewportSize({ width: 700, height: 700 });
  await expect(library.panel).toBeInViewport({ ratio: 1 });
  expect(await library.panel.boundingBox()).toEqual({ x: 0, y: 0, width: 700, height: 700 });
});
