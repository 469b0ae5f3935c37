import { expect, test } from '@playwright/test';
import { Studio } from './support/studio';
import { beforeWorker, IDLE_GPU, WITHOUT_WEBGPU } from './support/worker-prelude';

test.use({ viewport: { width: 640, height: 480 } });

let studio: Studio;

test.beforeEach(async ({ page }) => {
  studio = new Studio(page);
});

test.describe('fields', () => {
  test('what is wrong is said beside the field, and nothing starts', async ({ page }) => {
    await studio.open();
    await studio.seesObject();
    await studio.prompt.press('Enter');
    await expect(page.getByText('The prompt is empty.')).toBeVisible();
    await expect(studio.prompt).toHaveAttribute('aria-invalid', 'true');
    await studio.prompt.fill('a race car');
    await expect(page.getByText('The prompt is empty.')).toBeHidden();

    for (const [field, value, message] of [
      ['Seed', 'seven', 'The seed must be a whole number from 0 to 4294967295, not "seven".'],
      ['Seed', '-1', 'The seed must be a whole number from 0 to 4294967295, not "-1".'],
      ['Steps', '0', 'The number of steps must be a whole number from 1 to 200, not "0".'],
      ['Steps', '10000', 'The number of steps must be a whole number from 1 to 200, not "10000".'],
      ['Guidance', 'lots', 'Guidance must be a number from 0 to 20, not "lots".'],
    ] as const) {
      const input = page.getByRole('textbox', { name: field, exact: true });
      await studio.set(field, value);
      await expect(input).toHaveAccessibleDescription(message);
      await studio.generateButton.click();
      await expect(studio.generateButton).toBeVisible();
      await expect(input).toHaveValue(value);
      await studio.set(field, '2');
      await expect(input).toHaveAccessibleDescription('');
    }
    await page.getByRole('button', { name: 'Roll a new seed' }).click();
    await expect(page.getByRole('textbox', { name: 'Seed' })).toHaveValue(/^\d+$/);
    await studio.seesObject();
  });

  test('any script, emoji and 10,000 characters make an object, with a word on what was not read', async ({
    page,
  }) => {
    await studio.open();
    await studio.modelIsReady();
    await studio.set('Steps', '1');
    for (const prompt of ['城堡', 'قلعة على تل', '🏰🏰', '<img src=x onerror=alert(1)>']) {
      await studio.make(prompt);
      await expect(studio.placard).toContainText(prompt);
      await studio.seesObject();
    }
    await studio.make('castle '.repeat(1429));
    await expect(page.getByText('The prompt is longer than the model can read.')).toBeVisible();
    await expect(studio.prompt).toBeInViewport();
    await expect(studio.generateButton).toBeInViewport();
  });
});

test.describe('weights', () => {
  const WEIGHTS = /\/models\/kiln-s\/[^/]*\.safetensors$/;

  test('missing weights: a message, the sample stays, and trying again works', async ({ page }) => {
    await page.route(WEIGHTS, (route) => route.fulfill({ status: 404, body: 'gone' }));
    await studio.open();
    await studio.seesObject();
    await expect(studio.alert).toContainText(/missing|could not be|not found|no /i);
    await expect(studio.status).toHaveAccessibleName('Model · failed');
    await page.unroute(WEIGHTS);
    await studio.set('Steps', '1');
    await studio.prompt.fill('a house');
    await studio.alert.getByRole('button', { name: 'Try again' }).click();
    await studio.modelIsReady();
    await expect(studio.alert).toBeHidden();
    await studio.make('a house');
  });

  test('truncated weights are refused', async ({ page }) => {
    await page.route(WEIGHTS, async (route) => {
      const body = await (await route.fetch()).body();
      await route.fulfill({ body: body.subarray(0, body.length / 2) });
    });
    await studio.open();
    await expect(studio.alert).toContainText(/incomplete|cut short|truncated|bytes/i);
    await studio.seesObject();
  });

  test('altered weights are refused, also for a generation that waits for them', async ({ page }) => {
    await page.route(WEIGHTS, async (route) => {
      const body = await (await route.fetch()).body();
      body[body.length - 1000]! ^= 1;
      await route.fulfill({ body });
    });
    await studio.open();
    await studio.ask('a house');
    await expect(studio.alert).toContainText(/altered|damaged|corrupt|SHA-256|hash/i);
    await studio.alert.getByRole('button', { name: 'Dismiss' }).click();
    await expect(studio.generateButton).toBeVisible();
    await studio.seesObject();
  });
});

test.describe('backends', () => {
  test('without WebGPU it runs on the processor and says so', async ({ page }) => {
    await beforeWorker(page, WITHOUT_WEBGPU);
    await studio.open();
    await studio.modelIsReady();
    await studio.status.click();
    await expect(page.getByRole('dialog', { name: 'What runs' })).toContainText('WebGPU');
  });

  test('a GPU that computes wrongly is found out, and the processor makes what was asked for', async ({
    page,
  }) => {
    await beforeWorker(page, IDLE_GPU);
    await studio.open('?backend=webgpu');
    await studio.set('Steps', '2');
    await studio.make('a house');
    await studio.modelIsReady();
    await studio.status.click();
    await expect(page.getByRole('dialog', { name: 'What runs' })).toContainText(
      'does not compute as it should',
    );
  });

  test('a backend that was asked for by name and is missing is a clear message', async ({ page }) => {
    await beforeWorker(page, WITHOUT_WEBGPU);
    await studio.open('?backend=webgpu');
    await expect(studio.alert).toContainText('WebGPU');
    await studio.seesObject();
  });
});
