import fc from 'fast-check';
import { strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { FileError } from '../base/file-error';
import { unpack } from '../base/packed-file';
import { readPly } from '../splat/readers/read-ply';
import { keptCard, objectFiles } from './card.fixture';
import { readLibraryFile } from './read-library-file';
import { writeLibraryFile } from './write-library-file';

const cards = [keptCard('a red house'), { ...keptCard('from a photo'), name: 'Größe 城堡 🏰' }];
const filesOf = async (id: string) => objectFiles(cards.findIndex((card) => card.id === id));
const items = cards.map((card) => ({ card, folder: 'kiln-thing' }));
const library = async () => new Uint8Array(await (await writeLibraryFile(items, filesOf)).arrayBuffer());
const blob = (bytes: Uint8Array) => new Blob([bytes as Uint8Array<ArrayBuffer>]);

/** What a file is when it is taken apart with another program's eyes, changed and put together again. */
async function rezipped(change: (entries: Zippable, manifest: ManifestLike) => unknown): Promise<Blob> {
  const entries: Zippable = unzipSync(await library());
  const manifest = JSON.parse(new TextDecoder().decode(entries['manifest.json'] as Uint8Array));
  const before = entries['manifest.json'];
  change(entries, manifest);
  if (entries['manifest.json'] === before) entries['manifest.json'] = strToU8(JSON.stringify(manifest));
  return blob(zipSync(entries));
}

interface ManifestLike {
  version: number;
  objects: { id: string; splats: string; thumbnail: string }[];
}

describe('a library file', () => {
  it('gives back what went in, byte for byte', async () => {
    const done: number[] = [];
    const file = await writeLibraryFile(items, filesOf, { onProgress: (n) => done.push(n) });
    expect(done).toEqual([1, 2]);
    const found = await readLibraryFile(file);
    expect(found.map(({ id, name, created }) => ({ id, name, created }))).toEqual(
      cards.map(({ id, name, created }) => ({ id, name, created })),
    );
    for (const [i, { read }] of found.entries()) {
      expect(await read()).toEqual({ files: objectFiles(i), thumbnail: cards[i]!.thumbnail });
    }
  });

  it('is a plain zip, whose objects other readers open', async () => {
    const entries = unzipSync(await library());
    const names = Object.keys(entries);
    expect(names).toContain(`objects/kiln-thing-${cards[0]!.id.slice(0, 8)}/splats.ply`);
    for (const name of names.filter((name) => name.endsWith('.ply'))) {
      expect(readPly(entries[name]!).recipe?.prompt).toBe('a red house');
    }
    expect(names).toHaveLength(1 + 2 * 4);
  });

  it('stays what it is when another program unpacks and packs it', async () => {
    const [first] = await readLibraryFile(await rezipped(() => {}));
    const { files } = await first!.read();
    const { cloud } = readPly(unpack(files.splats, 'it', 1e6));
    expect(cloud).toEqual(readPly(unpack(objectFiles(0).splats, 'it', 1e6)).cloud);
  });

  it('can be cancelled', async () => {
    const controller = new AbortController();
    const onProgress = () => controller.abort(new Error('enough'));
    await expect(writeLibraryFile(items, filesOf, { signal: controller.signal, onProgress })).rejects.toThrow(
      'enough',
    );
  });

  it.each<[string, Parameters<typeof rezipped>[0], RegExp]>([
    ['without a manifest', (entries) => delete entries['manifest.json'], /no manifest/],
    [
      'with a manifest that is no JSON',
      (entries) => {
        entries['manifest.json'] = strToU8('<html>');
      },
      /not JSON/,
    ],
    [
      'of a later version',
      (_, manifest) => {
        manifest.version = 2;
      },
      /newer Kiln/,
    ],
    [
      'with an id that is none',
      (_, manifest) => {
        manifest.objects[0]!.id = '../../etc';
      },
      /not valid.*id/s,
    ],
    [
      'that uses one file for two',
      (_, manifest) => {
        manifest.objects[1]!.splats = manifest.objects[0]!.splats;
      },
      /names a file twice/,
    ],
  ])('%s is refused in words', async (_, change, message) => {
    await expect(readLibraryFile(await rezipped(change))).rejects.toThrow(message);
  });

  it('with an object that is not in it, gives the others', async () => {
    const [first, second] = await readLibraryFile(
      await rezipped((entries, { objects }) => {
        delete entries[objects[0]!.splats];
      }),
    );
    await expect(first!.read()).rejects.toThrow(/lacks objects\/.*splats\.ply/);
    expect((await second!.read()).files.photos).toHaveLength(1);
  });

  it('is no bomb: entries may not share bytes, nor unpack to more than they can', async () => {
    const bytes = await library();
    const view = new DataView(bytes.buffer);
    const end = bytes.length - 22;
    const directory = view.getUint32(end + 16, true);
    const shared = bytes.slice();
    // The first entry claims all of the file for itself; the others are in there too.
    new DataView(shared.buffer).setUint32(directory + 20, bytes.length, true);
    await expect(readLibraryFile(blob(shared))).rejects.toThrow(FileError);
    const huge = bytes.slice();
    new DataView(huge.buffer).setUint32(directory + 24, 250_000_000, true);
    const [first] = await readLibraryFile(blob(huge));
    const { files } = await first!.read();
    expect(() => unpack(files.splats, 'The .ply', 300_000_000)).toThrow('damaged');
    expect(() => unpack(files.splats, 'The .ply', 1000)).toThrow('too large');
  });

  it('with any bytes changed or cut off, is read or refused, and never breaks', async () => {
    const good = await library();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 8 }),
        fc.nat(good.length),
        fc.boolean(),
        async (changes, length, isCut) => {
          const bad = good.slice(0, isCut ? length : undefined);
          for (const [at, value] of changes) if (at < bad.length) bad[at] = value;
          try {
            for (const { read } of await readLibraryFile(blob(bad))) {
              const { files } = await read();
              unpack(files.splats, 'The .ply', 1e6);
            }
          } catch (error) {
            expect(error).toBeInstanceOf(FileError);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
