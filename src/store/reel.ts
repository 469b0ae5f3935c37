import { invariant } from '../base/invariant';
import type { GenerationStep } from '../protocol/generation';
import type { SplatCloud } from '../splat/cloud';
import { type CompactCloud, compactBytes, compactCloud, expandCloud } from '../splat/compact-cloud';
import type { Exhibit } from './exhibit';

/** Bytes that all steps may take: four variations of kiln-b fit side by side, and twenty generations of kiln-s. */
export const REEL_BYTES_MAX = 200e6;

interface Frame {
  readonly cloud: CompactCloud;
  readonly state: Uint16Array;
}

interface Take {
  /** Those of the steps that a branch shares with its parent are the parent's own. */
  readonly frames: Frame[];
  end: Exhibit | null;
}

/**
 * Every step of the generations of a visit, to be shown again and gone on from. It lies beside the store because it
 * is large and grows with every step: the store's timeline says what is in it.
 *
 * Kept are the clouds, at 17 bytes a splat, and the states x_τ as float16 (221 kB each, of kiln-b 885). Sampling again
 * up to a step would need no states, but takes as long as the steps did and another result on another backend; in the
 * worker they would be lost with it.
 */
export class Reel {
  readonly #takes = new Map<number, Take>();

  /** @param parent of a branch: its first steps are shared */
  begin(id: number, parent: { readonly id: number; readonly step: number } | null): void {
    const shared = parent ? this.#take(parent.id).frames.slice(0, parent.step) : [];
    this.#takes.set(id, { frames: shared, end: null });
  }

  add(id: number, { step, cloud, state }: Pick<GenerationStep, 'step' | 'cloud' | 'state'>): void {
    const { frames } = this.#take(id);
    invariant(step === frames.length + 1, `step ${step} cannot follow ${frames.length} steps`);
    frames.push({ cloud: compactCloud(cloud), state });
  }

  /** Keeps the finished object as it is: unlike the steps it is saved to files. */
  finish(id: number, end: Exhibit): void {
    this.#take(id).end = end;
  }

  /** Null where the generation has not ended well. */
  end(id: number): Exhibit | null {
    return this.#take(id).end;
  }

  cloud(id: number, step: number): SplatCloud {
    return expandCloud(this.#frame(id, step).cloud);
  }

  state(id: number, step: number): Uint16Array {
    return this.#frame(id, step).state;
  }

  drop(id: number): void {
    this.#takes.delete(id);
  }

  /** What all of it takes in memory; what is shared counts once. */
  get bytes(): number {
    const frames = new Set<Frame>();
    let bytes = 0;
    for (const { frames: own, end } of this.#takes.values()) {
      for (const frame of own) frames.add(frame);
      if (end) bytes += exhibitBytes(end);
    }
    for (const { cloud, state } of frames) bytes += compactBytes(cloud) + state.byteLength;
    return bytes;
  }

  #take(id: number): Take {
    const take = this.#takes.get(id);
    invariant(take !== undefined, `there is no generation ${id} in the reel`);
    return take;
  }

  #frame(id: number, step: number): Frame {
    const frame = this.#take(id).frames[step - 1];
    invariant(frame !== undefined, `there is no step ${step} of generation ${id} in the reel`);
    return frame;
  }
}

function exhibitBytes({ cloud, viewset }: Exhibit): number {
  const { positions, scales, rotations, colors, opacities } = cloud;
  const arrays = [positions, scales, rotations, colors, opacities, ...(viewset ? [viewset.values] : [])];
  return arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
}
