import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packAsIs } from '../base/packed-file';
import { newCardId } from './card';
import { keptCard, objectFiles, unfinishedCard } from './card.fixture';
import { Library } from './library';
import { libraryError } from './library-error';

const open: Library[] = [];
function newLibrary(): Library {
  const library = new Library();
  open.push(library);
  return library;
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((library) => library.close()));
});

const photo = {
  picture: { width: 1, height: 1, pixels: new Uint8ClampedArray([1, 2, 3, 255]) },
  azimuth: 90,
};

describe('Library', () => {
  it('keeps cards apart from files, over visits', async () => {
    const first = newLibrary();
    const [card, files] = [keptCard('a red house'), objectFiles(3)];
    await first.keep(card, files);
    await first.close();
    const second = newLibrary();
    expect(await second.cards()).toEqual([card]);
    expect(await second.files(card.id)).toEqual(files);
  });

  it('puts the finished object in place of what was noted at its start', async () => {
    const library = newLibrary();
    const begun = unfinishedCard('a red house');
    await library.begin(begun, [photo]);
    expect(await library.cards()).toEqual([begun]);
    expect(await library.photos(begun.id)).toEqual([photo]);
    await expect(library.files(begun.id)).rejects.toMatchObject({ trouble: 'failed' });
    const card = keptCard('a red house', begun.id);
    await library.keep(card, objectFiles(1));
    expect(await library.cards()).toEqual([card]);
    expect(await library.photos(begun.id)).toEqual([]);
  });

  it('changes and removes some and leaves the others; what is gone stays gone', async () => {
    const library = newLibrary();
    const [a, b] = [keptCard('a'), keptCard('b')];
    await library.keep(a, objectFiles(1));
    await library.keep(b, objectFiles(2));
    await library.change([a.id, newCardId()], { name: 'A', deleted: 5 });
    expect(await library.cards([a.id])).toEqual([{ ...a, name: 'A', deleted: 5 }]);
    await library.remove([a.id]);
    await library.change([a.id], { deleted: null });
    expect(await library.cards()).toEqual([b]);
    expect(await library.cards([a.id])).toEqual([]);
    await expect(library.files(a.id)).rejects.toThrow('deleted in another tab');
    expect(await library.files(b.id)).toEqual(objectFiles(2));
  });

  it('is told of what another tab does', async () => {
    const [here, there] = [newLibrary(), newLibrary()];
    await here.cards();
    const heard = new Promise((resolve) => here.onChange(resolve));
    const card = keptCard('a red house');
    await there.keep(card, objectFiles(1));
    expect(await heard).toEqual([card.id]);
    expect(await here.cards([card.id])).toEqual([card]);
  });

  it('writes all of an object or nothing', async () => {
    const library = newLibrary();
    const card = keptCard('a red house');
    // A function cannot be stored: the second write fails after the first.
    const splats = { ...packAsIs(new Uint8Array(1)), bytes: (() => {}) as never };
    await expect(library.keep(card, { splats, photos: [] })).rejects.toMatchObject({ trouble: 'failed' });
    expect(await library.cards()).toEqual([]);
    await library.keep(card, objectFiles(1));
    expect(await library.cards()).toEqual([card]);
  });

  it('makes way for a newer Kiln, and says so afterwards', async () => {
    const library = newLibrary();
    await library.cards();
    const newer = await openDB('kiln-library', 99);
    await expect(library.cards()).rejects.toMatchObject({ trouble: 'outdated' });
    newer.close();
  });

  it('says what to do where a browser keeps nothing', async () => {
    Reflect.deleteProperty(globalThis, 'indexedDB');
    await expect(newLibrary().cards()).rejects.toMatchObject({
      trouble: 'unavailable',
      message: expect.stringContaining('Save objects as files'),
    });
  });
});

describe('libraryError', () => {
  it('tells a full disk from other failures', () => {
    expect(libraryError(new DOMException('', 'QuotaExceededError')).trouble).toBe('full');
    expect(libraryError(new DOMException('', 'VersionError')).trouble).toBe('outdated');
    expect(libraryError(new DOMException('gone', 'UnknownError')).message).toContain('gone');
  });
});
