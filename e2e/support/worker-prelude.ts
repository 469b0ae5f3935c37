import type { Page } from '@playwright/test';

/**
 * Runs code in the model's worker before its own. Playwright's init scripts do not reach workers, so the code goes
 * in front of the script as it is served.
 */
export async function beforeWorker(page: Page, code: string): Promise<void> {
  await page.route(/\/assets\/entry-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${code}\n${await response.text()}` });
  });
}

/** A browser without WebGPU, as the worker sees it. */
export const WITHOUT_WEBGPU = `Object.defineProperty(navigator, 'gpu', { value: undefined });`;

/** A GPU that takes every task and does none. */
export const IDLE_GPU = 'GPUQueue.prototype.submit = () => {};';

/** Keeps the devices that are made, so that a test can destroy one as a driver reset would. */
export const KEEPING_DEVICES = `
  self.devices = [];
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = async function (...args) {
    const device = await requestDevice.apply(this, args);
    self.devices.push(device);
    return device;
  };
`;
