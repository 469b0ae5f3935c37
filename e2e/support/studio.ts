import { expect as expectSoon, type Locator, type Page } from '@playwright/test';

/** As patient in scripts, which know nothing of the test runner's settings. */
const expect = expectSoon.configure({ timeout: 60_000 });

/** Loading 40 MB, checking its hash and a first forward, on a busy machine. */
const MODEL_TIMEOUT = 120_000;

/** The studio as a person meets it: by names and roles, not by the page's inner structure. */
export class Studio {
  readonly prompt: Locator;
  readonly view: Locator;
  readonly status: Locator;
  readonly placard: Locator;
  readonly alert: Locator;
  readonly generateButton: Locator;
  readonly cancelButton: Locator;
  readonly advancedButton: Locator;

  constructor(readonly page: Page) {
    this.prompt = page.getByRole('textbox', { name: 'Prompt' });
    this.view = page.getByRole('application');
    this.status = page.getByRole('button', { name: /^(Model|kiln-)/ });
    this.placard = page.getByRole('complementary', { name: 'About this object' });
    this.alert = page.getByRole('alert');
    this.generateButton = page.getByRole('button', { name: 'Generate', exact: true });
    this.advancedButton = page.getByRole('button', { name: 'Advanced settings' });
    this.cancelButton = page.getByRole('button', { name: 'Cancel', exact: true });
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`./${query}`);
    await this.arrives();
  }

  /** Moves the pointer a little, as whoever comes to a page does: the 3D view and the model wait for it. */
  async arrives(): Promise<void> {
    await this.prompt.waitFor();
    await this.page.mouse.move(2, 2);
    await this.page.mouse.move(3, 3);
  }

  /** The sample object is on the screen, not just in the page, and can be turned. */
  async seesObject(): Promise<void> {
    await this.arrives();
    await expect(this.view).toHaveAttribute('data-splats', /^[1-9]\d*$/);
  }

  async modelIsReady(backend = 'WebAssembly', model = 'kiln-s'): Promise<void> {
    await this.arrives();
    await expect(this.status).toHaveAccessibleName(`${model} · ${backend}`, { timeout: MODEL_TIMEOUT });
  }

  /** Leaves the settings open. */
  async set(field: 'Seed' | 'Steps' | 'Guidance' | 'Fidelity to the photos', value: string): Promise<void> {
    const input = this.page.getByRole('textbox', { name: field, exact: true });
    // Not whether the field is there: it comes a little later than the page.
    if ((await this.advancedButton.getAttribute('aria-expanded')) === 'false')
      await this.advancedButton.click();
    await input.fill(value);
  }

  /** Types a prompt and presses Enter. */
  async ask(prompt: string): Promise<void> {
    await this.prompt.fill(prompt);
    await this.prompt.press('Enter');
  }

  /** Asks and waits for the finished object. */
  async make(prompt: string, timeout = MODEL_TIMEOUT): Promise<void> {
    await this.begins(() => this.ask(prompt));
    await this.isFinished(timeout);
  }

  /** Does what begins a generation, and waits until it has begun: what is finished afterwards is this one. */
  async begins(act: () => Promise<void>): Promise<void> {
    // Listened for in the page: a generation of one step is over before it can be looked for from here.
    const listening = await this.page.evaluateHandle(() => ({
      began: new Promise<void>((resolve) => {
        const watch = new MutationObserver(() => {
          if (!document.querySelector('.button-main.is-cancel')) return;
          watch.disconnect();
          resolve();
        });
        watch.observe(document.body, { childList: true, subtree: true });
      }),
    }));
    await act();
    await listening.evaluate(({ began }) => began);
  }

  async isFinished(timeout = MODEL_TIMEOUT): Promise<void> {
    await expect(this.page.getByRole('status')).toHaveText(/is finished/, { timeout });
  }

  /** Where the camera stands. */
  async camera(): Promise<string | null> {
    return this.view.getAttribute('data-camera');
  }
}
