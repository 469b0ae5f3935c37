import type { JSHandle, Page } from '@playwright/test';

/**
 * Holds what a page does after a long while, such as taking a toast away, until a test says that the while is over:
 * then it does not matter how long a busy machine takes to look, and nobody has to wait.
 */
export class LongWaits {
  private constructor(private readonly inPage: JSHandle<{ end(): void }>) {}

  /**
   * Those that begin from now on. A reload ends it.
   *
   * @param from which length on they are held, milliseconds
   */
  static async hold(page: Page, from: number): Promise<LongWaits> {
    return new LongWaits(await page.evaluateHandle(hold, from));
  }

  /** On all pages to come, for good. */
  static async neverEnd(page: Page, from: number): Promise<void> {
    await page.addInitScript(hold, from);
  }

  /** The while is over, and others are as they were. */
  async end(): Promise<void> {
    await this.inPage.evaluate((waits) => waits.end());
  }
}

/** Runs in the page. */
function hold(from: number): { end(): void } {
  const { setTimeout } = window;
  const held: (() => void)[] = [];
  window.setTimeout = ((act: (...args: unknown[]) => void, milliseconds = 0, ...args: unknown[]) => {
    if (milliseconds < from) return setTimeout(act, milliseconds, ...args);
    held.push(() => act(...args));
    return 0;
  }) as typeof setTimeout;
  return {
    end() {
      window.setTimeout = setTimeout;
      for (const act of held.splice(0)) act();
    },
  };
}
