import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { Hold } from './support/hold';
import { housePng } from './support/pictures';
import { Studio } from './support/studio';

/** What axe finds on the page as it is, in words that name the element. */
async function findings(page: Page): Promise<string[]> {
  // That all is inside a landmark is good practice for a page, and not meant for the menus that open over it.
  const { violations } = await new AxeBuilder({ page }).disableRules(['region']).analyze();
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${impact} ${id}: ${target.join(' ')} ${failureSummary}`),
  );
}

/** Colours that change do so for a moment: what is seen on the way counts for nothing. */
async function isSettled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const underway = () =>
      document
        .getAnimations()
        .filter(
          ({ effect, playState }) =>
            playState === 'running' && Number.isFinite(effect?.getComputedTiming().endTime),
        );
    // A colour that is inherited sets out anew with each step of the one it comes from.
    for (let all = underway(); all.length > 0; all = underway()) {
      await Promise.allSettled(all.map(({ finished }) => finished));
    }
  });
}

for (const [name, look] of Object.entries({
  'a desktop in the dark': { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  'a phone by day': {
    viewport: { width: 390, height: 844 },
    colorScheme: 'light',
    hasTouch: true,
    isMobile: true,
  },
} as const)) {
  test.describe(`on ${name}`, () => {
    test.use(look);

    test('axe finds nothing in any state', async ({ page }) => {
      const studio = new Studio(page);
      const isFine = (state: string) =>
        test.step(state, async () => {
          await isSettled(page);
          expect(await findings(page)).toEqual([]);
          // The other palette, at once: colours alone differ.
          const other = look.colorScheme === 'dark' ? 'light' : 'dark';
          await page.emulateMedia({ colorScheme: other });
          await isSettled(page);
          const colours = await new AxeBuilder({ page }).withRules('color-contrast').analyze();
          expect(colours.violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))).toEqual([]);
          await page.emulateMedia({ colorScheme: look.colorScheme });
        });
      await studio.open();
      await studio.seesObject();
      await isFine('first visit');
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
      await isFine('shortcuts');
      await page.keyboard.press('Escape');
      await studio.status.click();
      await expect(page.getByRole('dialog', { name: 'What runs' })).toBeInViewport();
      await isFine('what runs');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'More formats, open a file' }).click();
      await expect(page.getByRole('menu')).toBeInViewport();
      await isFine('formats');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('menu')).toBeHidden();

      await studio.modelIsReady();
      await studio.set('Steps', '0');
      await studio.generateButton.click();
      await expect(page.getByText('The prompt is empty.')).toBeVisible();
      await isFine('settings with problems');
      await studio.set('Steps', '3');
      await studio.advancedButton.click();
      const hold = await Hold.at(page, 2);
      await studio.ask('a house');
      await hold.isReached();
      await isFine('generating');
      await hold.release();
      await studio.isFinished();
      await isFine('finished, with a timeline');
      await page.getByRole('radio', { name: 'Depth', exact: true }).click();
      await isFine('depth');
      await page.getByRole('radio', { name: 'Colour', exact: true }).click();

      await page.getByLabel('Object file').setInputFiles({
        name: 'broken.ply',
        mimeType: 'application/octet-stream',
        buffer: Buffer.from('ply\nthis is none'),
      });
      await expect(studio.alert).toBeVisible();
      await isFine('a broken file');
      await studio.alert.getByRole('button', { name: 'Dismiss' }).click();

      await page.getByLabel('Photo files').setInputFiles([housePng('house.png')]);
      await page.getByRole('button', { name: 'Correct photo 1' }).click();
      await expect(page.getByRole('dialog', { name: 'Photo 1' })).toBeVisible();
      await isFine('a photo being corrected');
    });
  });
}
