import { expect, test } from '@playwright/test';
import { fileChooser } from './support/file-chooser';
import { Hold } from './support/hold';
import { Studio } from './support/studio';

test.use({ viewport: { width: 800, height: 560 } });

test('keys press what they stand for, and stay out of what is being written', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.seesObject();
  await studio.modelIsReady();
  const depth = page.getByRole('radio', { name: 'Depth', exact: true });
  const list = page.getByRole('dialog', { name: 'Keyboard' });

  await test.step('the list opens by key and by button, and names what works', async () => {
    await page.keyboard.press('?');
    await expect(list).toContainText('Play or pause');
    await expect(list.getByRole('checkbox')).toBeChecked();
    // Behind it nothing is pressed.
    await page.keyboard.press('d');
    await page.keyboard.press('Escape');
    await expect(list).toBeHidden();
    await expect(depth).not.toBeChecked();
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await expect(list).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(list).toBeHidden();
  });

  await test.step('view, settings and prompt', async () => {
    await page.keyboard.press('d');
    await expect(depth).toBeChecked();
    for (const name of ['Normals', 'Colour and depth', 'Colour']) {
      await page.keyboard.press('d');
      await expect(page.getByRole('radio', { name, exact: true })).toBeChecked();
    }
    await page.keyboard.press('a');
    await page.getByRole('textbox', { name: 'Steps' }).fill('6');
    await page.keyboard.press('Escape');
    await studio.view.focus();
    const home = await studio.camera();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => studio.camera()).not.toBe(home);
    await page.keyboard.press('r');
    await expect.poll(() => studio.camera()).toBe(home);
    await page.keyboard.press('/');
    await expect(studio.prompt).toBeFocused();
    await page.keyboard.type('a/d?');
    await expect(studio.prompt).toHaveValue('a/d?');
    await expect(depth).not.toBeChecked();
  });

  await test.step('generate, cancel, and go through the steps', async () => {
    await studio.prompt.fill('a house');
    await studio.view.focus();
    const hold = await Hold.at(page, 2);
    await page.keyboard.press('ControlOrMeta+Enter');
    await hold.isReached();
    await page.keyboard.press('Escape');
    await expect(studio.generateButton).toBeVisible();
    await hold.release();
    await page.keyboard.press('ControlOrMeta+Enter');
    await studio.isFinished();
    const step = page.getByRole('slider', { name: 'Step', exact: true });
    await expect(step).toHaveAttribute('aria-valuenow', '6');
    await page.keyboard.press(',');
    await page.keyboard.press(',');
    await expect(step).toHaveAttribute('aria-valuenow', '4');
    await page.keyboard.press('.');
    await expect(step).toHaveAttribute('aria-valuenow', '5');
    await page.keyboard.press('p');
    await expect(step).toHaveAttribute('aria-valuenow', '6');
  });

  await test.step('save and open', async () => {
    const saving = page.waitForEvent('download');
    await page.keyboard.press('ControlOrMeta+s');
    expect((await saving).suggestedFilename()).toMatch(/a-house/);
    await fileChooser(page, () => page.keyboard.press('ControlOrMeta+o'));
  });

  await test.step('single keys can be switched off, and stay off', async () => {
    await page.keyboard.press('?');
    await list.getByRole('checkbox', { name: 'Single-key shortcuts' }).uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('d');
    await expect(depth).not.toBeChecked();
    await page.reload();
    await studio.seesObject();
    await page.keyboard.press('d');
    await page.keyboard.press('?');
    await expect(depth).not.toBeChecked();
    await expect(list).toBeHidden();
  });
});
