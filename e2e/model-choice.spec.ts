import { expect, test } from '@playwright/test';
import { Hold } from './support/hold';
import { Studio } from './support/studio';

test('a person chooses the finer model, makes an object with it, and finds it again', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open();
  await studio.modelIsReady();
  await studio.status.click();
  const choice = page.getByRole('combobox', { name: 'Model' });
  await expect(choice).toHaveValue('auto');
  await expect(page.getByText('The small model: the finer one would take minutes')).toBeVisible();

  await choice.selectOption('kiln-b');
  await studio.modelIsReady('WebAssembly', 'kiln-b');
  await expect(page.getByText('6 of 128 × 128')).toBeVisible();
  await page.keyboard.press('Escape');

  const hold = await Hold.at(page, 2);
  await studio.set('Steps', '3');
  await studio.prompt.fill('a red race car');
  await studio.generateButton.click();
  await hold.isReached();
  await studio.status.click();
  await expect(choice).toBeDisabled();
  await expect(page.getByText('It can be changed once the object is finished.')).toBeVisible();
  await hold.release();
  await expect(choice).toBeEnabled();
  await page.keyboard.press('Escape');
  await expect(studio.placard).toContainText('a red race car');

  await page.reload();
  await studio.modelIsReady('WebAssembly', 'kiln-b');
  await studio.status.click();
  await choice.selectOption('auto');
  await studio.modelIsReady();
});
