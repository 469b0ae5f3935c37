import type { FileChooser, Page } from '@playwright/test';

/** Does what asks for a file, and gives what the browser would have asked with. */
export async function fileChooser(page: Page, act: () => Promise<void>): Promise<FileChooser> {
  const choosing = page.waitForEvent('filechooser');
  // What catches choosers sets out for the browser by a way of its own, which a key would overtake. An answer from the
  // page comes after it.
  await page.evaluate(() => {});
  await act();
  return choosing;
}
