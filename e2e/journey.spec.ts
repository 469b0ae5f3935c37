import { expect, test } from '@playwright/test';
import { recordDrawnClouds } from './support/drawn-clouds';
import { Hold } from './support/hold';
import { chroma, difference, luminance, middleOf } from './support/pixels';
import { readPlyFrame, readWithSplatTransform } from './support/splat-file';
import { Studio } from './support/studio';

// Splats are drawn on the processor here: few pixels are many frames.
test.use({ viewport: { width: 640, height: 440 } });

const STEPS = 12;
const FLOATS_PER_SPLAT = 17;

test('a prompt becomes an object that can be turned and saved', async ({ page }, testInfo) => {
  const studio = new Studio(page);
  await studio.open();

  await test.step('an object is there before anything is asked for', async () => {
    await studio.seesObject();
    await expect(studio.placard).toContainText(/seed\s\d+/);
    await expect.poll(async () => new Set((await middleOf(page)).map(String)).size).toBeGreaterThan(50);
  });

  await test.step('the studio tells what runs and why', async () => {
    await studio.modelIsReady();
    await studio.status.click();
    await expect(page.getByRole('dialog', { name: 'What runs' })).toContainText(/software|no GPU|WebGPU/);
    await page.keyboard.press('Escape');
  });

  await test.step('it condenses step by step', async () => {
    await studio.set('Steps', String(STEPS));
    await studio.set('Seed', '7');
    await studio.advancedButton.click();
    const drawn = await recordDrawnClouds(page);
    const hold = await Hold.at(page, 1);
    await studio.ask('a castle on a hill');
    // A step that is not drawn soon is skipped: these are held until they are.
    for (let step = 1; step <= 5; step++) {
      await hold.moveTo(step);
      await hold.isReached();
      await expect(studio.view).toHaveAttribute('data-step', String(step));
    }
    const progress = page.getByRole('progressbar', { name: 'Generating' });
    await expect(progress).toHaveAttribute('aria-valuemax', String(STEPS));
    await expect(page.getByText(/^Step 5 of 12 · τ \d\.\d\d$/)).toBeVisible();
    await expect(page.getByText(/\d+ s left$/)).toBeVisible();
    await hold.release();
    await studio.isFinished();
    await expect(studio.view).toHaveAttribute('data-step', String(STEPS));

    const clouds = await drawn();
    const steps = clouds.map(({ step }) => step);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    const intermediate = clouds.filter(({ step }) => step < STEPS);
    expect(new Set(intermediate.map(({ hash }) => hash)).size).toBeGreaterThanOrEqual(5);
    await expect(studio.placard).toContainText('a castle on a hill');
  });

  await test.step('it turns by mouse and by keyboard, and comes back', async () => {
    const home = await studio.camera();
    const before = await middleOf(page);
    await page.mouse.move(320, 180);
    await page.mouse.down();
    await page.mouse.move(420, 200, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => studio.camera()).not.toBe(home);
    await expect.poll(async () => difference(before, await middleOf(page))).toBeGreaterThan(0.05);

    await page.getByRole('button', { name: 'Reset view' }).click();
    await expect.poll(() => studio.camera()).toBe(home);
    await studio.view.focus();
    for (const key of ['ArrowLeft', 'ArrowUp', '+', 'Shift+ArrowRight']) {
      const from = await studio.camera();
      await page.keyboard.press(key);
      await expect.poll(() => studio.camera(), key).not.toBe(from);
    }
    await page.keyboard.press('Home');
    await expect.poll(() => studio.camera()).toBe(home);
  });

  await test.step('it can be seen as depth', async () => {
    await page.getByRole('radio', { name: 'Depth', exact: true }).click();
    await expect(async () => {
      const pixels = await middleOf(page);
      expect(Math.max(...pixels.map(chroma))).toBeLessThan(8);
      expect(Math.max(...pixels.map(luminance))).toBeGreaterThan(90);
    }).toPass({ timeout: 60_000 });
    await page.getByRole('radio', { name: 'Colour', exact: true }).click();
    await expect.poll(async () => Math.max(...(await middleOf(page)).map(chroma))).toBeGreaterThan(8);
  });

  await test.step('it is saved as a .ply that other programs read', async () => {
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save .ply' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('kiln-a-castle-on-a-hill-7.ply');
    const path = testInfo.outputPath('saved.ply');
    await download.saveAs(path);

    const count = Number(await studio.view.getAttribute('data-splats'));
    const frame = await readPlyFrame(path);
    expect(frame.lines).toContain(`element vertex ${count}`);
    expect(frame.bodyBytes).toBe(count * FLOATS_PER_SPLAT * 4);
    const recipe = frame.lines.find((line) => line.startsWith('comment kiln-recipe '));
    expect(JSON.parse(recipe!.slice('comment kiln-recipe '.length))).toMatchObject({
      prompt: 'a castle on a hill',
      seed: 7,
      steps: STEPS,
      sampler: 'ddim',
      model: { name: 'kiln-s', hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });

    const rows = await readWithSplatTransform(path, testInfo.outputPath('saved.csv'));
    expect(rows).toHaveLength(count);
    for (const row of rows) {
      expect(Object.values(row).every(Number.isFinite)).toBe(true);
      expect(Math.hypot(row.rot_0!, row.rot_1!, row.rot_2!, row.rot_3!)).toBeCloseTo(1, 4);
      expect(Math.max(Math.abs(row.x!), Math.abs(row.y!), Math.abs(row.z!))).toBeLessThanOrEqual(0.51);
    }
  });
});

test('it runs on WebGPU', async ({ page }) => {
  const studio = new Studio(page);
  await studio.open('?backend=webgpu');
  await studio.modelIsReady('WebGPU');
  await studio.set('Steps', '2');
  const drawn = await recordDrawnClouds(page);
  await studio.make('a race car');
  await expect(studio.view).toHaveAttribute('data-step', '2');
  expect((await drawn()).at(-1)!.splats).toBeGreaterThan(100);
});
