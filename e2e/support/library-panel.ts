import type { Locator, Page } from '@playwright/test';

/** The library as a person meets it. */
export class LibraryPanel {
  readonly button: Locator;
  readonly panel: Locator;
  readonly cards: Locator;
  readonly search: Locator;
  readonly undo: Locator;

  constructor(readonly page: Page) {
    this.button = page.getByRole('button', { name: /^Library/ });
    this.panel = page.getByRole('dialog', { name: 'Library' });
    this.cards = this.panel.getByRole('listitem');
    this.search = page.getByRole('searchbox', { name: 'Search the library' });
    this.undo = page.getByRole('button', { name: 'Undo', exact: true });
  }

  async open(): Promise<void> {
    await this.button.click();
    await this.panel.waitFor();
  }

  /** The button that puts an object on the stage. */
  face(title: string): Locator {
    return this.panel.getByRole('button', { name: `Open ${title}`, exact: true });
  }

  async choose(title: string, action: RegExp): Promise<void> {
    await this.panel.getByRole('button', { name: `More about ${title}`, exact: true }).click();
    await this.page.getByRole('menuitem', { name: action }).click();
  }

  async rename(title: string, name: string): Promise<void> {
    await this.choose(title, /Rename/);
    const field = this.panel.getByRole('textbox', { name: 'Name' });
    await field.fill(name);
    await field.press('Enter');
  }

  async import(file: { readonly name: string; readonly buffer: Buffer }): Promise<void> {
    const choosing = this.page.waitForEvent('filechooser');
    await this.panel.getByRole('button', { name: 'Import' }).click();
    await (await choosing).setFiles({ ...file, mimeType: 'application/zip' });
  }
}
