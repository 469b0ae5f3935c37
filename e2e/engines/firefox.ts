import puppeteer, { type ElementHandle } from 'puppeteer-core';
import { type Engine, WINDOW } from './engine';

/**
 * Firefox through WebDriver BiDi, with WebGPU, which it has by itself on Windows and macOS only. It draws 3D in a
 * window only, not headless.
 */
export async function startFirefox(executablePath: string): Promise<Engine> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: false,
    extraPrefsFirefox: { 'dom.webgpu.enabled': true, 'gfx.webgpu.ignore-blocklist': true },
  });
  const page = await browser.newPage();
  await page.setViewport(WINDOW);
  return {
    open: async (url) => {
      await page.goto(url);
    },
    reload: async () => {
      await page.reload();
    },
    run: (act, ...args) => page.evaluate(act as never, ...args) as never,
    move: (x, y) => page.mouse.move(x, y),
    click: (x, y) => page.mouse.click(x, y),
    type: (text) => page.keyboard.type(text),
    choose: async (selector, path) => {
      const input = (await page.$(selector)) as ElementHandle<HTMLInputElement>;
      await input.uploadFile(path);
    },
    screenshot: () => page.screenshot(),
    close: () => browser.close(),
  };
}
