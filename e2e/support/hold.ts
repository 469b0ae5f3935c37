import { expect, type JSHandle, type Page } from '@playwright/test';

/** Loading the model and taking the first steps, on a busy machine. */
const TIMEOUT = 120_000;

/**
 * Holds the generations of a page at a step, so that what is to be seen in the middle of one is there for as long as
 * it takes, on a fast machine as on a slow one: the page keeps to itself that the step was drawn, and the model waits
 * for that before it hands out the next one. Cancelling works as ever. A reload ends it.
 */
export class Hold {
  private constructor(
    private readonly page: Page,
    private readonly inPage: JSHandle<{ step: number; release(): void }>,
    private step: number,
  ) {}

  static async at(page: Page, step: number): Promise<Hold> {
    const inPage = await page.evaluateHandle((step) => {
      const { postMessage } = Worker.prototype;
      let held: { readonly step: number; send(): void }[] = [];
      const hold = {
        step,
        release: () => {
          const free = held.filter(({ step }) => step < hold.step);
          held = held.filter(({ step }) => step >= hold.step);
          for (const { send } of free) send();
        },
      };
      Worker.prototype.postMessage = function (this: Worker, ...args: unknown[]) {
        const send = () => Reflect.apply(postMessage, this, args);
        const message = args[0] as { type?: string; step: number };
        if (message.type === 'acknowledge' && message.step >= hold.step)
          held.push({ step: message.step, send });
        else send();
      };
      return hold;
    }, step);
    return new Hold(page, inPage, step);
  }

  /** The generation is there, and the page says so. */
  async isReached(): Promise<void> {
    const progress = this.page.getByRole('progressbar', { name: 'Generating' });
    await expect(progress).toHaveAttribute('aria-valuenow', String(this.step), { timeout: TIMEOUT });
  }

  /** Lets it go on to a later step. */
  async moveTo(step: number): Promise<void> {
    this.step = step;
    await this.inPage.evaluate((hold, step) => {
      hold.step = step;
      hold.release();
    }, step);
  }

  /** Lets it go on to its end, and those after it. */
  async release(): Promise<void> {
    await this.moveTo(Number.MAX_SAFE_INTEGER);
  }
}
