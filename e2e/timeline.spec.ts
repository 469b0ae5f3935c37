import { expect, type Page, test } from '@playwright/test';
import { Hold } from './support/hold';
import { LongWaits } from './support/long-waits';
import { Studio } from './support/studio';

// Splats are drawn on the processor here: few pixels are many frames.
test.use({ viewport: { width: 660, height: 440 } });

const STEPS = 4;

/** The timeline as a person meets it. */
class Timeline {
  readonly slider;
  readonly panel;

  constructor(readonly page: Page) {
    this.panel = page.getByRole('region', { name: 'Timeline' });
    this.slider = this.panel.getByRole('slider', { name: 'Step' });
  }

  button(name: string | RegExp) {
    return this.panel.getByRole('button', { name });
  }

  async isAt(step: number): Promise<void> {
    await expect(this.slider).toHaveAttribute('aria-valuenow', String(step));
    await expect(this.page.getByRole('application')).toHaveAttribute('data-step', String(step));
  }
}

/** A studio that makes objects in so many steps; without guidance, which would double the time of each. */
async function open(page: Page, steps = STEPS): Promise<{ studio: Studio; timeline: Timeline }> {
  const studio = new Studio(page);
  await studio.open();
  await studio.modelIsReady();
  await studio.set('Steps', String(steps));
  await studio.set('Guidance', '1');
  await studio.advancedButton.click();
  return { studio, timeline: new Timeline(page) };
}

async function made(page: Page): Promise<{ studio: Studio; timeline: Timeline }> {
  const { studio, timeline } = await open(page);
  await studio.make('a castle on a hill');
  // It may be finished before it is drawn.
  await timeline.isAt(STEPS);
  return { studio, timeline };
}

const hash = (studio: Studio) => studio.view.getAttribute('data-hash');

test('the steps of an object can be scrubbed by keyboard, buttons and pointer, and played', async ({
  page,
}) => {
  const { studio, timeline } = await made(page);
  await timeline.isAt(STEPS);
  await expect(timeline.panel).toContainText(`${STEPS} of ${STEPS}`);
  await expect(timeline.panel).toContainText('no noise left');
  const end = await hash(studio);

  await test.step('by keyboard', async () => {
    await timeline.slider.focus();
    await page.keyboard.press('Home');
    await timeline.isAt(1);
    await expect(timeline.slider).toHaveAttribute('aria-valuetext', /^Step 1 of 4, 9\d.% noise$/);
    const first = await hash(studio);
    expect(first).not.toBe(end);
    await page.keyboard.press('ArrowRight');
    await timeline.isAt(2);
    expect(await hash(studio)).not.toBe(first);
    await page.keyboard.press('ArrowLeft');
    await timeline.isAt(1);
    // The same step is the same picture.
    expect(await hash(studio)).toBe(first);
    await page.keyboard.press('End');
    await timeline.isAt(STEPS);
    expect(await hash(studio)).toBe(end);
  });

  await test.step('by buttons', async () => {
    await expect(timeline.button('Step forward')).toBeDisabled();
    await timeline.button('Step back').click();
    await timeline.isAt(STEPS - 1);
    await timeline.button('Step forward').click();
    await timeline.isAt(STEPS);
  });

  await test.step('by pointer', async () => {
    const box = (await timeline.panel.locator('.slider-track').boundingBox())!;
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width - 2, y);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.67 * box.width, y, { steps: 3 });
    await timeline.isAt(3);
    await page.mouse.move(box.x, y, { steps: 3 });
    await page.mouse.up();
    await timeline.isAt(1);
  });

  // Who has asked for less motion sees each step for most of a second: longer than anything else here waits.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const waits = await LongWaits.hold(page, 800);
  await test.step('played from where it stands to the end', async () => {
    await timeline.button('Play the steps').click();
    await expect(timeline.button('Pause')).toBeVisible();
    await timeline.isAt(1);
    await waits.end();
    await timeline.isAt(STEPS);
    await expect(timeline.button('Play the steps')).toBeVisible();
    expect(await hash(studio)).toBe(end);
  });

  await test.step('and stopped on the way, by the space bar as well', async () => {
    await LongWaits.hold(page, 800);
    await timeline.slider.focus();
    await page.keyboard.press(' ');
    await expect(timeline.button('Pause')).toBeVisible();
    await page.keyboard.press(' ');
    await expect(timeline.button('Play the steps')).toBeVisible();
    await timeline.isAt(1);
  });
});

test('looking back does not stop a generation, and nothing moves', async ({ page }) => {
  const { studio, timeline } = await open(page, 8);
  const hold = await Hold.at(page, 3);
  await studio.ask('a castle on a hill');
  await hold.isReached();
  const before = await timeline.panel.boundingBox();
  await timeline.slider.focus();
  await page.keyboard.press('Home');
  await timeline.isAt(1);
  await hold.moveTo(6);
  await hold.isReached();
  await timeline.isAt(1);
  expect(await timeline.panel.boundingBox()).toEqual(before);
  await page.keyboard.press('End');
  await timeline.isAt(6);
  await hold.release();
  await studio.isFinished();
  await timeline.isAt(8);
  expect(await timeline.panel.boundingBox()).toEqual(before);
});

test('another object branches off a step, and both stay within reach', async ({ page }, testInfo) => {
  const { studio, timeline } = await made(page);
  const trunk = await hash(studio);
  const onward = timeline.button('Continue from here');
  await expect(onward).toHaveAttribute('aria-disabled', 'true');
  await timeline.slider.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await timeline.isAt(2);
  const shared = await hash(studio);

  await studio.prompt.fill('a race car');
  await onward.click();
  await expect(page.getByRole('status')).toHaveText('“a race car” is finished.', { timeout: 90_000 });
  await timeline.isAt(STEPS);
  const branch = await hash(studio);
  expect(branch).not.toBe(trunk);
  await expect(studio.placard).toContainText('a race car');

  await test.step('it has its parent\u2019s first steps', async () => {
    await timeline.slider.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await timeline.isAt(2);
    expect(await hash(studio)).toBe(shared);
  });

  await test.step('the tree leads from one to the other, by keyboard too', async () => {
    await timeline.button(/^Generations and branches, 2$/).click();
    const item = (name: RegExp) => page.getByRole('treeitem', { name });
    await expect(item(/a race car/)).toHaveAttribute('aria-level', '2');
    await expect(item(/a race car/)).toContainText('from step\u00a02');
    await expect(item(/a race car/)).toHaveAttribute('aria-selected', 'true');
    await item(/a race car/).focus();
    await page.keyboard.press('ArrowLeft');
    await expect(item(/a castle/)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect.poll(() => hash(studio)).toBe(trunk);
    await timeline.isAt(STEPS);
    await item(/a race car/).click();
    await expect(studio.placard).toContainText('a race car');
    await expect.poll(() => hash(studio)).toBe(branch);
    await testInfo.attach('tree', { body: await page.screenshot(), contentType: 'image/png' });
    await page.keyboard.press('Escape');
  });
});

test('with nothing changed a branch takes a new seed', async ({ page }) => {
  const { studio, timeline } = await made(page);
  const trunk = await hash(studio);
  await timeline.button('Step back').click();
  await timeline.isAt(3);
  await studio.begins(() => timeline.button('Continue from here').click());
  await studio.isFinished();
  await timeline.isAt(4);
  expect(await hash(studio)).not.toBe(trunk);
  await expect(studio.placard).not.toContainText(/seed\s5\s/);
});

test('a generation that was cancelled can be gone on with', async ({ page }) => {
  const { studio, timeline } = await open(page, 6);
  const hold = await Hold.at(page, 3);
  await studio.ask('a castle on a hill');
  await hold.isReached();
  await studio.cancelButton.click();
  await expect(timeline.panel).toContainText('No steps');
  await timeline.button(/^Generations/).click();
  await page.getByRole('treeitem', { name: /a castle.*stopped at step/ }).click();
  await page.keyboard.press('Escape');
  await expect(timeline.slider).toHaveAttribute('aria-valuenow', /^\d+$/);
  await hold.release();
  await timeline.button('Continue from here').click();
  await studio.isFinished();
  await timeline.isAt(6);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('all of it can be hit by a thumb, and the slider follows a finger', async ({ page }) => {
    const { timeline } = await made(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    for (const name of ['Play the steps', 'Step back', 'Continue', /^Generations/]) {
      const box = (await timeline.button(name).boundingBox())!;
      expect(Math.min(box.width, box.height), String(name)).toBeGreaterThanOrEqual(44);
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(390);
    }
    const { x, y, width, height } = (await timeline.panel.locator('.slider-track').boundingBox())!;
    const touch = await page.context().newCDPSession(page);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', at: number) =>
      touch.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [{ x: x + at * width, y: y + height / 2 }],
      });
    await send('touchStart', 1);
    for (const at of [0.8, 0.5, 0.1]) await send('touchMove', at);
    await send('touchEnd', 0.1);
    await timeline.isAt(1);
  });
});
