import type { Locator, Page } from '@playwright/test';
import { fileChooser } from './file-chooser';

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
    const chooser = await fileChooser(this.page, () =>
      this.panel.getByRole('button', { name: 'Import' }).click(),
    );
    await chooser.setFiles({ ...file, mimeType: 'application/zip' });
  }

  /** How many cards are in the database, those that are not shown too. */
  async countKept(): Promise<number> {
    return this.page.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          const opening = indexedDB.open('kiln-library');
          // To make it is the studio's affair.
          opening.onupgradeneeded = () => opening.transaction!.abort();
          opening.onerror = () => resolve(0);
          opening.onsuccess = () => {
            const counting = opening.result.transaction('cards').objectStore('cards').count();
            counting.onsuccess = () => resolve(counting.result);
            counting.onerror = () => reject(counting.error);
            opening.result.close();
          };
        }),
    );
  }
}
