import { expect, test } from '@playwright/test';
import { contrastOf } from './support/contrast';
import { Hold } from './support/hold';
import { Studio } from './support/studio';

test.describe('at a desk', () => {
  test.use({ viewport: { width: 800, height: 560 } });

  test('everything has a name and can be reached by keyboard', async ({ page }) => {
    const studio = new Studio(page);
    await studio.open();
    await studio.seesObject();
    await studio.advancedButton.click();
    // The settings follow the first screen.
    await expect(page.getByRole('textbox', { name: 'Seed', exact: true })).toBeVisible();
    const snapshot = await page.locator('body').ariaSnapshot();
    // A control without a name stands there as its bare role.
    expect(snapshot.match(/- (button|textbox|slider|radio|combobox|progressbar)(:|$)/gm)).toBeNull();

    const reached = new Set<string>();
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press('Tab');
      reached.add(
        await page.evaluate(() => {
          const element = document.activeElement as HTMLElement;
          const outlined = getComputedStyle(element).outlineStyle !== 'none' || element.matches('.prompt');
          return `${element.getAttribute('aria-label') ?? element.textContent} ${outlined ? 'ringed' : 'bare'}`;
        }),
      );
    }
    for (const name of [
      'Reset view',
      'Prompt',
      'Advanced settings',
      'Roll a new seed',
      'Save .ply',
      'Colour',
    ]) {
      expect([...reached]).toContain(`${name} ringed`);
    }
  });

  test('nothing moves while it generates, and a screen reader hears quarters, not steps', async ({
    page,
  }) => {
    const studio = new Studio(page);
    await studio.open();
    await studio.modelIsReady();
    await studio.set('Steps', '8');
    await studio.advancedButton.click();
    await studio.prompt.fill('a tree');
    const bar = page.getByRole('form', { name: 'Generate an object' });
    const barBefore = await bar.boundingBox();
    const buttonBefore = await studio.generateButton.boundingBox();
    const heard = await page.getByRole('status').evaluateHandle((status) => {
      const texts: string[] = [];
      new MutationObserver(() => texts.push(status.textContent ?? '')).observe(status, {
        childList: true,
        characterData: true,
        subtree: true,
      });
      return texts;
    });
    const hold = await Hold.at(page, 3);
    await studio.prompt.press('Enter');
    await hold.isReached();
    await expect(page.getByText(/^Step 3 of 8/)).toBeVisible();
    expect(await bar.boundingBox()).toEqual(barBefore);
    expect(await studio.cancelButton.boundingBox()).toEqual(buttonBefore);
    await hold.release();
    await studio.isFinished();
    expect(await bar.boundingBox()).toEqual(barBefore);
    const texts = await heard.jsonValue();
    expect(texts.at(-1)).toBe('“a tree” is finished.');
    expect(texts).toContain('50 percent.');
    expect(texts.length).toBeLessThanOrEqual(8);
  });

  for (const colorScheme of ['dark', 'light'] as const) {
    test(`text stands out from its ground when it is ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await new Studio(page).open();
      for (const [text, ground] of [
        ['--text', '--ground'],
        ['--text', '--ground-lit'],
        ['--text', '--surface-solid'],
        ['--text-muted', '--ground'],
        ['--text-muted', '--ground-far'],
        ['--text-muted', '--surface-solid'],
        ['--danger', '--surface-solid'],
        ['--on-ember', '--ember'],
        ['--on-ember', '--ember-hover'],
      ] as const) {
        expect(await contrastOf(page, text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    });
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('everything fits, can be hit by a thumb and turned by a finger', async ({ page }, testInfo) => {
    const studio = new Studio(page);
    await studio.open();
    await studio.seesObject();
    await testInfo.attach('phone', { body: await page.screenshot(), contentType: 'image/png' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    for (const name of ['Generate', 'Advanced settings', 'Reset view', 'Save .ply']) {
      const box = await page.getByRole('button', { name, exact: true }).boundingBox();
      expect(box, name).not.toBeNull();
      expect(Math.min(box!.width, box!.height), name).toBeGreaterThanOrEqual(44);
      expect(box!.x, name).toBeGreaterThanOrEqual(0);
      expect(box!.x + box!.width, name).toBeLessThanOrEqual(390);
      expect(box!.y + box!.height, name).toBeLessThanOrEqual(844);
    }
    const home = await studio.camera();
    const touch = await page.context().newCDPSession(page);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number) =>
      touch.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [{ x, y: 420 }],
      });
    await send('touchStart', 150);
    for (const x of [180, 210, 240]) await send('touchMove', x);
    await send('touchEnd', 240);
    await expect.poll(() => studio.camera()).not.toBe(home);
  });
});
