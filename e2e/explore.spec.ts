import { expect, test } from '@playwright/test';
import { Studio } from './support/studio';

// Splats are drawn on the processor here: few pixels are many frames.
test.use({ viewport: { width: 700, height: 480 } });

test('typing shows known things, which fill in by keyboard and pointer, and an honest word for what is far', async ({
  page,
}) => {
  const studio = new Studio(page);
  const options = page.getByRole('listbox', { name: 'Known things' }).getByRole('option');
  const lineTop = async () => (await page.locator('.dock-line').boundingBox())!.y;
  await studio.open();
  await studio.modelIsReady();
  const before = await lineTop();

  await test.step('while it is typed, without moving anything', async () => {
    await studio.prompt.fill('a cast');
    await expect(options.first()).toContainText('castle');
    expect(await lineTop()).toBe(before);
    await expect(page.getByText('Nothing like this is known')).toBeHidden();
  });

  await test.step('by keyboard', async () => {
    const second = await options.nth(1).textContent();
    await studio.prompt.press('ArrowDown');
    await expect(options.first()).toHaveAttribute('aria-selected', 'true');
    await expect(studio.prompt).toHaveAttribute(
      'aria-activedescendant',
      (await options.first().getAttribute('id'))!,
    );
    await studio.prompt.press('Escape');
    await expect(options.first()).toHaveAttribute('aria-selected', 'false');
    await studio.prompt.press('ArrowDown');
    await studio.prompt.press('ArrowRight');
    await studio.prompt.press('Enter');
    await expect(studio.prompt).toHaveValue(second!);
    await expect(studio.prompt).toBeFocused();
    await expect(studio.generateButton).toBeVisible();
    await expect(options.filter({ hasText: new RegExp(`^${second}$`) })).toHaveCount(0);
  });

  await test.step('by pointer', async () => {
    const first = await options.first().textContent();
    await options.first().click();
    await expect(studio.prompt).toHaveValue(first!);
    await expect(studio.prompt).toBeFocused();
  });

  await test.step('what is far gets the honest word', async () => {
    await studio.prompt.fill('quantum entanglement');
    await expect(page.getByText('Nothing like this is known')).toBeVisible();
    await expect(page.getByText(/^The model has seen nothing like this; nearest is “/)).toBeAttached();
    expect(await lineTop()).toBe(before);
  });

  await test.step('and the examples come back with an empty prompt', async () => {
    await studio.prompt.fill('');
    await expect(page.getByRole('list', { name: 'Example prompts' })).toBeVisible();
  });
});
