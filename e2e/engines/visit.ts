import { expect, vi } from 'vitest';
import type { Engine } from './engine';

/** Loading 30 MB and a first forward, or a generation, on a busy machine. */
const PATIENCE = { timeout: 180_000, interval: 250 };

declare global {
  interface Window {
    /** What went wrong in the page since it was loaded. */
    troubles: string[];
    /** Base64 of the files that the page has saved. */
    saved: string[];
  }
}

/** A visit to the studio with some engine, by names and roles. */
export class Visit {
  private constructor(private readonly engine: Engine) {}

  static async to(engine: Engine, url: string): Promise<Visit> {
    await engine.open(url);
    return Visit.begun(engine);
  }

  async again(): Promise<Visit> {
    await this.engine.reload();
    return Visit.begun(this.engine);
  }

  private static async begun(engine: Engine): Promise<Visit> {
    await engine.run(() => {
      window.troubles = [];
      window.saved = [];
      const note = (what: unknown) => window.troubles.push(String(what));
      addEventListener('error', ({ message }) => note(message));
      addEventListener('unhandledrejection', ({ reason }) => note(reason));
      addEventListener('securitypolicyviolation', ({ blockedURI }) => note(`blocked: ${blockedURI}`));
      const { error } = console;
      console.error = (...words) => {
        note(words.join(' '));
        error(...words);
      };
      // What a link with a download saves is read, not written to a disk.
      const { click } = HTMLAnchorElement.prototype;
      HTMLAnchorElement.prototype.click = function () {
        if (!this.download) return click.call(this);
        fetch(this.href).then(async (response) => {
          const bytes = new Uint8Array(await response.arrayBuffer());
          let text = '';
          for (const byte of bytes) text += String.fromCharCode(byte);
          window.saved.push(btoa(text));
        }, note);
      };
    });
    // The 3D view and the model wait for somebody, once the page has come to life.
    const isAlive = () => engine.run(() => document.querySelector('textarea') !== null);
    await vi.waitUntil(isAlive, PATIENCE);
    await engine.move(30, 300);
    await engine.move(40, 310);
    return new Visit(engine);
  }

  async troubles(): Promise<readonly string[]> {
    return this.engine.run(() => window.troubles);
  }

  /** Splats on the screen; waits until there are some. */
  async splats(): Promise<number> {
    const count = () =>
      this.engine.run(() =>
        Number(document.querySelector<HTMLElement>('[role=application]')?.dataset.splats),
      );
    return vi.waitUntil(count, PATIENCE);
  }

  /** Presses a button once it is there, wherever it is on the screen. */
  async press(name: string): Promise<void> {
    const find = () =>
      this.engine.run((name) => {
        const named = [...document.querySelectorAll('button')].find(
          (button) => (button.ariaLabel ?? button.textContent).trim() === name && !button.disabled,
        );
        const box = named?.getBoundingClientRect();
        return box && box.width > 0 ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
      }, name);
    const { x, y } = await vi.waitUntil(find, PATIENCE);
    await this.engine.click(x, y);
  }

  async sees(text: string | RegExp): Promise<void> {
    const shown = () => this.engine.run(() => document.body.textContent);
    await vi.waitFor(async () => expect(await shown()).toMatch(text), PATIENCE);
  }

  /** Types a prompt, presses Enter and waits for the object. */
  async make(prompt: string): Promise<void> {
    await this.engine.run(() => document.querySelector('textarea')!.focus());
    await this.engine.type(`${prompt}\n`);
    await this.sees(`“${prompt}” is finished`);
  }

  async choosePhoto(path: string): Promise<void> {
    await this.engine.choose('input[aria-label="Photo files"]', path);
  }

  /** The file that is saved next by what `act` does. */
  async saved(act: () => Promise<void>): Promise<Uint8Array> {
    await this.engine.run(() => {
      window.saved = [];
    });
    await act();
    const first = () => this.engine.run(() => window.saved[0]);
    return Buffer.from(await vi.waitUntil(first, PATIENCE), 'base64');
  }
}
