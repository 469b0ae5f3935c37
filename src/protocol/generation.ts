import type { PhotoCamera } from '../photo/camera';
import type { SplatCloud } from '../splat/cloud';
import type { SamplerName } from './choices';
import type { ErrorReport } from './errors';
import type { Notice } from './notices';
import type { Photo } from './photo';
import type { ModelId } from './session';

/** Everything that decides an object, apart from the model. */
export interface GenerateRequest {
  /** Empty only beside photos, an object or a branch point. */
  readonly prompt: string;
  /** Up to PHOTOS_MAX views of the object; absent or empty where it is made from words alone. */
  readonly photos?: readonly Photo[];
  /** Integer in [SEED_MIN, SEED_MAX]. */
  readonly seed: number;
  /** Integer in [STEPS_MIN, STEPS_MAX]. */
  readonly steps: number;
  readonly sampler: SamplerName;
  /** In [GUIDANCE_MIN, GUIDANCE_MAX]. */
  readonly guidance: number;
  /**
   * How far the object follows the photos' outlines and colours, in [PHOTO_GUIDANCE_MIN, PHOTO_GUIDANCE_MAX]; absent
   * without photos.
   */
  readonly photoGuidance?: number;
  /**
   * In [0, 1]: 0 makes one plausible object, 1 the average of all that the photos allow; absent is 0. Offered beside
   * photos, and kept by branches.
   * See timeGrid.
   */
  readonly fidelity?: number;
  /** Where it goes on from; absent where it starts from noise. */
  readonly from?: BranchPoint;
  /** What is noised step by step first, for the steps to undo; absent where it starts from noise. */
  readonly object?: NoisedObject;
}

/** An object that noise is added to. */
export interface NoisedObject {
  readonly cloud: SplatCloud;
  /** Where it is known; else it is drawn from the cloud. */
  readonly viewset?: ViewsetValues;
}

/**
 * A step of an earlier generation. The state travels with the request instead of being kept by the worker, which so
 * needs no memory of what it has made, and may be replaced after a crash or a lost device.
 */
export interface BranchPoint {
  /** How many of `steps` are behind, 0 to steps - 1; 0 is a state that is as good as noise. */
  readonly step: number;
  /** As GenerationStep gave it. */
  readonly state: Uint16Array;
  /** Whether its noise is drawn afresh from the seed, for samplers that draw none later on. */
  readonly freshNoise: boolean;
}

/** One denoising step: the object as the model sees it now. */
export interface GenerationStep {
  /**
   * 1 to `steps`. Where an object is noised first, its states count too: the object itself, FINE_LEVELS, and a state for
   * each of the sampler's steps.
   */
  readonly step: number;
  readonly steps: number;
  /** Noise level reached, below 1 (pure noise) and falling to 0 (data), after it has risen where an object is noised. */
  readonly tau: number;
  /** Milliseconds this step took, with reading back and decoding, without waiting for the page. */
  readonly ms: number;
  readonly cloud: SplatCloud;
  /** What the cloud was made from; with the last step only, for what is made from it later. */
  readonly viewset?: ViewsetValues;
  /** From where each photo was taken, as it turned out, null where nothing tells; with the last step only. */
  readonly cameras?: readonly (PhotoCamera | null)[];
  /** What there is to know of how the object turned out; with the last step only. */
  readonly notices?: readonly Notice[];
  /** x_τ at `tau`, an encoded viewset as float16 bit patterns: what a branch goes on from. */
  readonly state: Uint16Array;
}

/** A viewset as it crosses threads: docs/conventions.md, Viewset. */
export interface ViewsetValues {
  readonly resolution: number;
  /** [3, R, R, 9], natural ranges. */
  readonly values: Float32Array;
}

/**
 * The life of a generation: started, then steps in order, then once done, cancelled or failed. The last step is the
 * finished object; done adds no cloud of its own. It may be cancelled or fail before it has started.
 */
export type GenerationProgress =
  | {
      readonly status: 'started';
      readonly steps: number;
      /** What there is to know of what was asked for. */
      readonly notices: readonly Notice[];
      readonly model: ModelId;
    }
  | ({ readonly status: 'step' } & GenerationStep)
  | { readonly status: 'done'; readonly steps: number /** Sum over the steps. */; readonly ms: number }
  | { readonly status: 'cancelled' }
  | { readonly status: 'failed'; readonly error: ErrorReport };
