import type { SplatCloud } from '../splat/cloud';
import type { Recipe } from '../splat/recipe';

/** An object on the stage. */
export interface Exhibit {
  readonly cloud: SplatCloud;
  /** What made it; null for a file that does not say. */
  readonly recipe: Recipe | null;
  /** The denoising step it was seen at, 1 to `steps`. */
  readonly step: number;
  readonly steps: number;
  /** `sample` came with the studio, `made` was generated here. */
  readonly origin: 'sample' | 'made';
}

export interface Exhibits {
  /** What is on the stage now: a finished object or one that is still condensing. */
  readonly shown: Exhibit | null;
  /** The last finished object: what the stage goes back to when a generation ends early, and what is exported. */
  readonly finished: Exhibit | null;
}

export const initialExhibits: Exhibits = { shown: null, finished: null };
