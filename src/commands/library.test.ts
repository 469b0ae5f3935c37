import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { PNG } from 'pngjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FileDesk } from '../engine/file-desk';
import { objectFiles } from '../library/card.fixture';
import { writeLibraryFile } from '../library/write-library-file';
import type { Picture } from '../photo/picture';
import { shelve } from '../pipeline/shelve';
import { unshelve } from '../pipeline/unshelve';
import type { KeptCard, UnfinishedCard } from '../store/library';
import { cancel } from './cancel';
import { deleteCard, undoDelete } from './delete-card';
import { followLibrary } from './follow-library';
import { followSession } from './follow-session';
import { generate } from './generate';
import { importLibrary } from './import-library';
import { makeAgain } from './make-again';
import { openCard } from './open-card';
import { renameCard } from './rename-card';
import { ready, ScriptedEngine, settle, stepOf } from './scripted-engine.fixture';
import { setField } from './set-field';
import type { Studio } from './studio';
import { freshStudio } from './studio.fixture';

const encode = async ({ width, height, pixels }: Picture) => {
  const png = new PNG({ width, height });
  png.data.set(pixels);
  return new Uint8Array(PNG.sync.write(png));
};
const decode = async (bytes: Uint8Array) => {
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes));
  return { width, height, data: new Uint8ClampedArray(data) };
};

/** Does the work of the files' thread here. */
const desk: FileDesk = {
  ask: (async (request: Parameters<FileDesk['ask']>[0]) => {
    if (request.task === 'shelve') return shelve(request.object, encode);
    if (request.task === 'unshelve') return unshelve(request.files, decode);
    throw new Error(`nobody asks for ${request.task} here`);
  }) as FileDesk['ask'],
};

let engine: ScriptedEngine;
let studio: Studio;
const state = () => studio.store.getState();
const list = () => state().library.cards;

function visit(): Studio {
  engine = new ScriptedEngine();
  studio = freshStudio(engine, { files: desk });
  followSession(studio);
  followLibrary(studio);
  setField(studio, 'prompt', 'a race car');
  setField(studio, 'steps', '1');
  return studio;
}

async function makeOne(): Promise<KeptCard> {
  const made = generate(studio);
  engine.tell(ready);
  await vi.waitFor(() => expect(engine.runs.length).toBeGreaterThan(0));
  const { send } = engine.runs.at(-1)!;
  send({ status: 'started', steps: 1, notices: [], model: { name: 'kiln-s', hash: 'abc' } });
  const step = stepOf(1, 1);
  if (step.status !== 'step') throw new Error('a step is a step');
  step.cloud.scales.fill(0.1);
  step.cloud.rotations[0] = 1;
  send(step);
  send({ status: 'done', steps: 1, ms: 5 });
  await made;
  await vi.waitFor(() => expect(list()[0]?.status).toBe('kept'));
  return list()[0] as KeptCard;
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  visit();
});

afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  await studio.library.close();
});

describe('a generation', () => {
  it('is in the library when it is done, and comes back as it was', async () => {
    const card = await makeOne();
    expect(card).toMatchObject({ status: 'kept', name: null, splats: 1, recipe: { prompt: 'a race car' } });
    expect(state().exhibit.finished?.card).toBe(card.id);
    const { cloud } = state().exhibit.finished!;
    await studio.library.close();
    visit();
    await vi.waitFor(() => expect(list()).toHaveLength(1));
    setField(studio, 'prompt', 'something else');
    await openCard(studio, list()[0] as KeptCard);
    expect(state().settings).toMatchObject({ prompt: 'a race car', steps: '1' });
    expect(state().exhibit.shown).toMatchObject({ card: card.id, origin: 'made' });
    expect(state().exhibit.shown!.cloud.positions).toEqual(cloud.positions);
  });

  it('is kept though the question whether it may stay is left open', async () => {
    const persist = vi.fn(() => new Promise<boolean>(() => {}));
    vi.stubGlobal('navigator', { storage: { persist } });
    const card = await makeOne();
    expect(persist).toHaveBeenCalledOnce();
    expect(await studio.library.files(card.id)).toBeDefined();
  });

  it('leaves nothing when it is cancelled', async () => {
    const made = generate(studio);
    engine.tell(ready);
    await vi.waitFor(async () => expect(await studio.library.cards()).toHaveLength(1));
    cancel(studio);
    await made;
    expect(await studio.library.cards()).toEqual([]);
  });

  it('leaves nothing at once when it is cancelled while its step waits for the screen', async () => {
    vi.stubGlobal('document', { visibilityState: 'visible' });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const whenDrawn = vi.fn(() => new Promise<void>(() => {}));
    studio.viewport = { whenDrawn } as Partial<Studio['viewport']> as Studio['viewport'];
    const made = generate(studio);
    engine.tell(ready);
    await vi.waitFor(() => expect(engine.runs).toHaveLength(1));
    engine.runs[0]!.send(stepOf(1, 2));
    await vi.waitFor(() => expect(whenDrawn).toHaveBeenCalled());
    cancel(studio);
    // No timer runs: the patience with the screen has no end here.
    await made;
    expect(await studio.library.cards()).toEqual([]);
  });

  it('is offered again when the tab was closed in the middle', async () => {
    void generate(studio);
    engine.tell(ready);
    await vi.waitFor(async () => expect(await studio.library.cards()).toHaveLength(1));
    await studio.library.close();
    visit();
    await vi.waitFor(() => expect(list()).toHaveLength(1));
    const card = list()[0] as UnfinishedCard;
    expect(card).toMatchObject({ status: 'unfinished', request: { prompt: 'a race car' } });
    setField(studio, 'prompt', 'something else');
    void makeAgain(studio, card);
    engine.tell(ready);
    await vi.waitFor(() => expect(engine.runs[0]?.request.prompt).toBe('a race car'));
    await vi.waitFor(async () => {
      const ids = (await studio.library.cards()).map(({ id }) => id);
      expect(ids).toHaveLength(1);
      expect(ids).not.toContain(card.id);
    });
  });

  it('is made all the same where the library fails', async () => {
    vi.spyOn(studio.library, 'keep').mockRejectedValue(new DOMException('full', 'QuotaExceededError'));
    const made = generate(studio);
    engine.tell(ready);
    await vi.waitFor(() => expect(engine.runs).toHaveLength(1));
    engine.runs[0]!.send(stepOf(1, 1));
    engine.runs[0]!.send({ status: 'done', steps: 1, ms: 5 });
    await made;
    expect(state().job.status).toBe('done');
    expect(state().library.unkept?.exhibit).toBe(state().exhibit.finished);
  });
});

describe('a card', () => {
  it('takes a name in one line, and goes by its prompt without one', async () => {
    const card = await makeOne();
    await renameCard(studio, card, '  my\n car ');
    await vi.waitFor(() => expect(list()[0]!.name).toBe('my car'));
    await renameCard(studio, card, ' ');
    await vi.waitFor(() => expect(list()[0]!.name).toBeNull());
  });

  it('can be taken back until it is gone for good', async () => {
    const card = await makeOne();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await deleteCard(studio, card);
    await undoDelete(studio);
    vi.advanceTimersByTime(60_000);
    expect(await studio.library.cards()).toHaveLength(1);
    await deleteCard(studio, card);
    vi.advanceTimersByTime(5_000);
    expect(await studio.library.cards()).toHaveLength(1);
    vi.advanceTimersByTime(60_000);
    vi.useRealTimers();
    await vi.waitFor(async () => expect(await studio.library.cards()).toEqual([]));
    expect(state().library.deleted).toEqual([]);
  });
});

describe('importLibrary', () => {
  it('adds what is not there, leaves out what is damaged, and says so', async () => {
    const mine = await makeOne();
    const [good, bad] = ['0', '1'].map((digit) => ({ ...mine, id: digit.repeat(32), name: digit }));
    const items = [mine, good!, bad!].map((card) => ({ card, folder: 'x' }));
    const broken = { ...objectFiles(1), viewset: objectFiles(1).splats };
    const { viewset: _, ...sound } = objectFiles(1);
    const filesOf = async (id: string) => (id === bad!.id ? broken : { ...sound, photos: [] });
    const file = new File([await writeLibraryFile(items, filesOf)], 'library.zip');
    await importLibrary(studio, file);
    expect(state().library.problem).toBe('Damaged, and left out: one object. Imported: one object.');
    await vi.waitFor(() =>
      expect(list().map(({ name }) => name)).toEqual(expect.arrayContaining([null, '0'])),
    );
    expect(list()).toHaveLength(2);
  });

  it('refuses what is no library, and changes nothing', async () => {
    await importLibrary(studio, new File(['not a zip'], 'library.zip'));
    expect(state().library.problem).toMatch(/damaged or cut short/);
    await settle();
    expect(list()).toEqual([]);
  });
});
