import { expect, test } from '@playwright/test';
import { Hold } from './support/hold';
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

  await test.step('by the Tab key', async () => {
    const first = await options.first().textContent();
    for (let i = 0; i < 8; i++) {
      await page.keyboard.press('Shift+Tab');
      if (await options.first().evaluate((option) => option === document.activeElement)) break;
    }
    await page.keyboard.press('Enter');
    await expect(studio.prompt).toHaveValue(first!);
    await expect(studio.prompt).toBeFocused();
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

  await test.step('where there is no room for all, they can be drawn along', async () => {
    await page.setViewportSize({ width: 390, height: 760 });
    for (const prompt of ['a castle on a hill', 'quantum entanglement']) {
      await studio.prompt.fill(prompt);
      await expect(page.getByText('Nothing like this is known')).toBeVisible({
        visible: prompt !== 'a castle on a hill',
      });
      await expect(options.last()).not.toBeInViewport();
      await options.first().hover();
      await page.mouse.wheel(1000, 0);
      await expect(options.last()).toBeInViewport({ ratio: 1 });
    }
  });

  await test.step('and the examples come back with an empty prompt', async () => {
    await studio.prompt.fill('');
    await expect(page.getByRole('list', { name: 'Example prompts' })).toBeVisible();
  });
});

test('variations condense side by side; one is picked, and the others stay within reach', async ({
  page,
}) => {
  const studio = new Studio(page);
  const cells = page.getByRole('group', { name: 'Variations' }).getByRole('button');
  const steps = () =>
    cells.evaluateAll((all) => all.map((cell) => Number((cell as HTMLElement).dataset.step)));
  /** Whether something was drawn in a cell. */
  const isDrawn = (index: number) =>
    cells.nth(index).evaluate((cell) => {
      const { width, height } = cell.querySelector('canvas')!;
      const { data } = cell.querySelector('canvas')!.getContext('2d')!.getImageData(0, 0, width, height);
      return data.some((value, i) => i % 4 === 3 && value > 0);
    });
  await studio.open();
  await studio.modelIsReady();
  await studio.set('Seed', '7');
  await studio.set('Steps', '3');
  await studio.set('Guidance', '1');
  await page.getByRole('combobox', { name: 'Variations' }).selectOption('3');
  await studio.advancedButton.click();

  await test.step('each in its cell, one after the other', async () => {
    const hold = await Hold.at(page, 2);
    await studio.prompt.fill('a castle on a hill');
    await page.getByRole('button', { name: 'Generate 3' }).click();
    await hold.isReached();
    await expect(cells).toHaveCount(3);
    await expect(page.getByText(/^Variation 1 of 3 · step 2 of 3/)).toBeVisible();
    await hold.release();
    await expect(page.getByRole('status')).toHaveText('3 variations of “a castle on a hill” are finished.', {
      timeout: 90_000,
    });
    await expect.poll(steps).toEqual([3, 3, 3]);
    for (let i = 0; i < 3; i++) await expect.poll(() => isDrawn(i)).toBe(true);
    await expect(page.getByRole('button', { name: /^Save/ })).toBeDisabled();
  });

  const back = page.getByRole('button', { name: 'All 3 variations' });
  await test.step('one is picked by pointer, with its own seed and steps', async () => {
    await cells.nth(1).click();
    await expect(cells).toHaveCount(0);
    await expect(studio.placard).toContainText(/seed\s8/);
    await expect(page.getByRole('slider', { name: 'Step' })).toHaveAttribute('aria-valuenow', '3');
    await expect(studio.view).toBeFocused();
    await expect(page.getByRole('button', { name: /^Save/ })).toBeEnabled();
  });

  await test.step('another by keyboard', async () => {
    await back.click();
    await expect(cells.nth(1)).toHaveAttribute('aria-current', 'true');
    await cells.nth(0).focus();
    await page.keyboard.press('ArrowRight');
    await expect(cells.nth(1)).toBeFocused();
    await page.keyboard.press('3');
    await expect(studio.placard).toContainText(/seed\s9/);
  });

  await test.step('cancelled in the middle, what was begun is kept', async () => {
    const hold = await Hold.at(page, 2);
    await studio.generateButton.or(page.getByRole('button', { name: 'Generate 3' })).click();
    await hold.isReached();
    await expect(cells).toHaveCount(3);
    await page.keyboard.press('Escape');
    await expect(cells).toHaveCount(1);
    await cells.first().click();
    await expect(page.getByRole('slider', { name: 'Step' })).toBeVisible();
  });
});

test('noise is added to the object and undone, from its end and from a level on the way', async ({
  page,
}) => {
  const studio = new Studio(page);
  const slider = page.getByRole('slider', { name: 'Step' });
  const lesson = page.getByRole('complementary', { name: 'How it works' });
  const isAt = async (step: number) => {
    await expect(slider).toHaveAttribute('aria-valuenow', String(step));
    await expect(studio.view).toHaveAttribute('data-step', String(step));
  };
  await studio.open();
  await studio.modelIsReady();
  await studio.set('Steps', '3');
  await studio.set('Guidance', '1');
  await studio.advancedButton.click();
  await studio.make('a castle on a hill');
  await isAt(3);
  const castle = (await studio.view.getAttribute('data-splats'))!;

  await test.step('seven states up to noise, three of them finer than the sampler goes, then three steps back', async () => {
    const hold = await Hold.at(page, 2);
    await page.getByRole('button', { name: 'How it works' }).click();
    await hold.isReached();
    await expect(lesson).toContainText('Adding noise');
    await hold.release();
    await expect(lesson).toContainText('Undoing it', { timeout: 60_000 });
    await studio.isFinished();
    await isAt(10);
    await expect(page.getByRole('region', { name: 'Timeline' })).toContainText('10 of 10');
  });

  await test.step('on one timeline: the object, then noise', async () => {
    await slider.focus();
    await page.keyboard.press('Home');
    await isAt(1);
    await expect(studio.view).toHaveAttribute('data-splats', castle);
    await expect(slider).toHaveAttribute('aria-valuetext', 'Step 1 of 10, no noise left');
    const noise = [];
    for (const step of [2, 3, 4, 5, 6, 7]) {
      await page.keyboard.press('ArrowRight');
      await isAt(step);
      noise.push(Number(/(\d+)\s%/.exec((await slider.getAttribute('aria-valuetext'))!)![1]));
    }
    expect(noise).toEqual([...noise].sort((a, b) => a - b));
    expect(noise.at(-1)).toBe(99);
    await expect(lesson).toContainText('Adding noise');
  });

  await test.step('from the level in the middle the network goes on', async () => {
    await page.keyboard.press('ArrowLeft');
    await isAt(6);
    await page.getByRole('button', { name: 'Continue from here' }).click();
    await expect(slider).toHaveAttribute('aria-valuetext', 'Step 8 of 8, no noise left', { timeout: 60_000 });
    await isAt(8);
    await expect(lesson).toContainText('Undoing it');
    await expect(page.getByRole('button', { name: /^Generations and branches, 3$/ })).toBeVisible();
  });
});
