import { mkdir, open, readFile, rename, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clamp } from '../../src/base/scalar';
import { AXES, CHANNEL, CHANNELS, type Viewset, viewsetSize } from '../../src/viewset/viewset';

/** One object to make. */
export interface Sample {
  readonly prompt: string;
  readonly seed: number;
}

/** What decides all objects of a folder: with any of it different, the objects are others. */
export interface SampleRecipe {
  readonly model: { readonly name: string; readonly hash: string };
  readonly resolution: number;
  readonly steps: number;
  readonly sampler: string;
  readonly guidance: number;
  readonly samples: readonly Sample[];
}

/**
 * A folder of generated objects, as `python -m kiln.evaluate --samples` reads it:
 *
 *     viewsets.npy   float32 [N, 3, R, R, 9], natural ranges
 *     prompts.json   [{ "prompt", "seed" }, ...], one for each of them
 *     recipe.json    what made them
 *
 * While it is being filled the viewsets are in viewsets.partial, and a run that was interrupted goes on after the last
 * whole one.
 */
export class SampleFolder {
  private constructor(
    private readonly folder: string,
    private readonly recipe: SampleRecipe,
    private count: number,
  ) {}

  /**
   * Opens a folder to fill it, or to go on with filling it. Makes it where there is none.
   *
   * @throws Error where it holds objects of another recipe
   */
  static async open(folder: string, recipe: SampleRecipe): Promise<SampleFolder> {
    await mkdir(folder, { recursive: true });
    const text = `${JSON.stringify(recipe, null, 2)}\n`;
    const before = await readFile(join(folder, 'recipe.json'), 'utf8').catch(() => null);
    if (before !== null && before !== text) {
      throw new Error(
        `${folder} holds objects of another model, list of prompts or settings. Choose another folder or delete it.`,
      );
    }
    await writeFile(join(folder, 'recipe.json'), text);
    await writeFile(join(folder, 'prompts.json'), `${JSON.stringify(recipe.samples, null, 1)}\n`);
    const made = new SampleFolder(folder, recipe, 0);
    made.count = (await exists(made.whole)) ? recipe.samples.length : await made.startOrResume();
    return made;
  }

  /** How many objects are there. */
  get length(): number {
    return this.count;
  }

  get isComplete(): boolean {
    return this.count === this.recipe.samples.length;
  }

  /** The next object to make, with its number, or null once all are there. */
  get next(): { readonly sample: Sample; readonly index: number } | null {
    const sample = this.recipe.samples[this.count];
    return sample ? { sample, index: this.count } : null;
  }

  /** Writes the viewset of `next`; after the last one the folder is complete. */
  async append(viewset: Viewset): Promise<void> {
    const { resolution } = this.recipe;
    if (this.isComplete) throw new RangeError(`${this.folder} is complete`);
    if (viewset.resolution !== resolution) {
      throw new RangeError(
        `a viewset of resolution ${viewset.resolution} does not belong to those of ${resolution}`,
      );
    }
    const file = await open(this.partial, 'a');
    try {
      await file.write(new Uint8Array(naturalValues(viewset).buffer));
    } finally {
      await file.close();
    }
    this.count++;
    if (this.isComplete) await rename(this.partial, this.whole);
  }

  private get whole(): string {
    return join(this.folder, 'viewsets.npy');
  }

  private get partial(): string {
    return join(this.folder, 'viewsets.partial');
  }

  /** Cuts off what is left of an object that was being written, and says how many whole ones there are. */
  private async startOrResume(): Promise<number> {
    const { resolution, samples } = this.recipe;
    const header = npyHeader([samples.length, AXES, resolution, resolution, CHANNELS]);
    const each = 4 * viewsetSize(resolution);
    const { size } = await stat(this.partial).catch(() => ({ size: 0 }));
    if (size < header.length) {
      await writeFile(this.partial, header);
      return 0;
    }
    const count = Math.floor((size - header.length) / each);
    await truncate(this.partial, header.length + count * each);
    return count;
  }
}

/** The values of a viewset, kept to natural ranges: predictions overshoot. */
function naturalValues({ values }: Viewset): Float32Array {
  return values.map((value, i) => {
    const channel = i % CHANNELS;
    const isDepth = channel === CHANNEL.depthNear || channel === CHANNEL.depthFar;
    return isDepth ? clamp(value, -0.5, 0.5) : clamp(value, 0, 1);
  });
}

const MAGIC = [0x93, ...Buffer.from('NUMPY'), 1, 0];

/** The head of a .npy file (NumPy's format, version 1.0) of float32 in C order; the data starts at a multiple of 64. */
function npyHeader(shape: readonly number[]): Uint8Array {
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')}), }`;
  const unpadded = MAGIC.length + 2 + text.length + 1;
  const padded = `${text}${' '.repeat((64 - (unpadded % 64)) % 64)}\n`;
  return Uint8Array.from([
    ...MAGIC,
    padded.length % 256,
    Math.floor(padded.length / 256),
    ...Buffer.from(padded),
  ]);
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
