import { type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import type { ObjectFiles } from '../protocol/files';
import type { Card, KeptCard, UnfinishedCard } from './card';
import { LibraryError, libraryError } from './library-error';
import { type KeptPhoto, type LibrarySchema, STORES, upgrade, VERSION } from './schema';

const NAME = 'kiln-library';

type Listener = (ids: readonly string[]) => void;
type Database = IDBPDatabase<LibrarySchema>;
type Transaction = IDBPTransaction<LibrarySchema, typeof STORES, 'readwrite'>;

/**
 * Everything that was made, in IndexedDB. Each change is one transaction: it is there as a whole or not at all. All
 * tabs of a browser share it and hear of each other's changes.
 *
 * Every method throws a LibraryError.
 */
export class Library {
  #opening: Promise<Database> | null = null;
  #channel: BroadcastChannel | null = null;
  readonly #listeners = new Set<Listener>();

  /** Hears the ids of cards that were added, changed or removed, here or in another tab. Returns the unsubscribe. */
  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** All cards, or those of some ids that are there; in no particular order. */
  cards(ids?: readonly string[]): Promise<Card[]> {
    return this.#with(async (db) => {
      if (!ids) return db.getAll('cards');
      const { store } = db.transaction('cards');
      const found = await Promise.all(ids.map((id) => store.get(id)));
      return found.filter((card) => card !== undefined);
    });
  }

  /** The files of a finished object. */
  files(id: string): Promise<ObjectFiles> {
    return this.#with(async (db) => {
      const files = await db.get('files', id);
      if (!files) throw new LibraryError('failed', new Error('the object was deleted in another tab'));
      return files;
    });
  }

  /** The photos of an unfinished generation. */
  photos(id: string): Promise<readonly KeptPhoto[]> {
    return this.#with(async (db) => (await db.get('photos', id)) ?? []);
  }

  /** Notes a generation at its start. */
  begin(card: UnfinishedCard, photos: readonly KeptPhoto[]): Promise<void> {
    return this.#write([card.id], (transaction) => [
      () => transaction.objectStore('cards').put(card),
      ...(photos.length > 0 ? [() => transaction.objectStore('photos').put(photos, card.id)] : []),
    ]);
  }

  /** Keeps a finished object, in place of the unfinished card of its id. */
  keep(card: KeptCard, files: ObjectFiles): Promise<void> {
    return this.#write([card.id], (transaction) => [
      () => transaction.objectStore('cards').put(card),
      () => transaction.objectStore('files').put(files, card.id),
      () => transaction.objectStore('photos').delete(card.id),
    ]);
  }

  /** Names cards, throws them away or takes them back. Those that are gone stay gone. */
  change(ids: readonly string[], changes: Partial<Pick<Card, 'name' | 'deleted'>>): Promise<void> {
    return this.#write(ids, (transaction) => {
      const cards = transaction.objectStore('cards');
      return ids.map((id) => async () => {
        const card = await cards.get(id);
        if (card) await cards.put({ ...card, ...changes });
      });
    });
  }

  /** Removes cards for good, with all that lies beside them. */
  remove(ids: readonly string[]): Promise<void> {
    return this.#write(ids, (transaction) => [
      ...ids.flatMap((id) => STORES.map((name) => () => transaction.objectStore(name).delete(id))),
      // Without waiting for the answers, so that it holds though the page is left at this moment.
      async () => transaction.commit(),
    ]);
  }

  /** Lets go of the database; the next call opens it again. */
  async close(): Promise<void> {
    const opening = this.#opening;
    this.#forget();
    const database = await opening?.catch(() => null);
    database?.close();
  }

  /** @param acts what is done in one transaction; it is undone as a whole where any of it fails, at once or later */
  async #write(
    ids: readonly string[],
    acts: (transaction: Transaction) => (() => Promise<unknown>)[],
  ): Promise<void> {
    await this.#with(async (database) => {
      const transaction = database.transaction(STORES, 'readwrite');
      const acting = Promise.all(acts(transaction).map(async (act) => act())).catch((thrown: unknown) => {
        abort(transaction);
        throw thrown;
      });
      const outcomes = await Promise.allSettled([acting, transaction.done]);
      const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
      // That it was aborted is a consequence, not the cause.
      if (reasons.length > 0) throw reasons.find(({ name }) => name !== 'AbortError') ?? reasons[0];
    });
    this.#tell(ids);
    this.#channel?.postMessage(ids);
  }

  async #with<Result>(use: (database: Database) => Promise<Result>): Promise<Result> {
    try {
      this.#opening ??= this.#open();
      return await use(await this.#opening);
    } catch (thrown) {
      throw libraryError(thrown);
    }
  }

  async #open(): Promise<Database> {
    try {
      const database = await openDatabase({
        onWanted: () => this.close(),
        onTerminated: () => this.#forget(),
      });
      this.#channel = new BroadcastChannel(NAME);
      this.#channel.addEventListener('message', ({ data }: MessageEvent<readonly string[]>) =>
        this.#tell(data),
      );
      return database;
    } catch (thrown) {
      this.#forget();
      throw thrown;
    }
  }

  #tell(ids: readonly string[]): void {
    for (const listener of this.#listeners) listener(ids);
  }

  #forget(): void {
    this.#opening = null;
    this.#channel?.close();
    this.#channel = null;
  }
}

/** @throws LibraryError */
async function openDatabase({
  onWanted,
  onTerminated,
}: {
  /** Another tab wants to upgrade or delete the database, and waits until it is let go. */
  readonly onWanted: () => void;
  readonly onTerminated: () => void;
}): Promise<Database> {
  try {
    return await new Promise<Database>((resolve, reject) => {
      let isBlocked = false;
      const opening = openDB<LibrarySchema>(NAME, VERSION, {
        upgrade,
        blocked: () => {
          isBlocked = true;
          reject(new LibraryError('blocked'));
        },
        blocking: onWanted,
        terminated: onTerminated,
      });
      opening.then((database) => (isBlocked ? database.close() : resolve(database)), reject);
    });
  } catch (thrown) {
    // Browsers say that they keep nothing in many ways, or have no IndexedDB at all.
    const error = libraryError(thrown);
    throw error.trouble === 'failed' ? new LibraryError('unavailable', thrown) : error;
  }
}

function abort(transaction: Transaction): void {
  try {
    transaction.abort();
  } catch {
    // It is over already.
  }
}
