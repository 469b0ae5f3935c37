import type { DBSchema, IDBPDatabase } from 'idb';
import type { Picture } from '../photo/picture';
import type { ObjectFiles } from '../protocol/files';
import type { Card } from './card';

/** A photo of an unfinished generation, see ExhibitPhoto. */
export interface KeptPhoto {
  readonly picture: Picture;
  readonly azimuth: number | null;
}

/** Cards are read all at once, for the list; files one by one. Both go by the card's id. */
export interface LibrarySchema extends DBSchema {
  cards: { key: string; value: Card };
  files: { key: string; value: ObjectFiles };
  /** Of unfinished generations. */
  photos: { key: string; value: readonly KeptPhoto[] };
}

export const STORES = ['cards', 'files', 'photos'] as const;

/** What takes the database from each version to the next. Steps that were released are never changed. */
const steps: readonly ((db: IDBPDatabase<LibrarySchema>) => void)[] = [
  (db) => {
    db.createObjectStore('cards', { keyPath: 'id' });
    db.createObjectStore('files');
    db.createObjectStore('photos');
  },
];

export const VERSION = steps.length;

/** @param from the version that is there; 0 for none */
export function upgrade(db: IDBPDatabase<LibrarySchema>, from: number): void {
  for (const step of steps.slice(from)) step(db);
}
