import type { BackendName, BackendRequest, ModelRequest } from './choices';
import type { ErrorReport } from './errors';

/** What the page asks of a fresh worker. */
export interface SessionRequest {
  readonly model: ModelRequest;
  /** URL of the folder that holds all models, absolute. */
  readonly models: string;
  readonly backend: BackendRequest;
  /** Why this backend was asked for, shown in place of the chooser's own reason. */
  readonly because?: string;
}

/** A denoiser, as recipes name it. */
export interface ModelId {
  readonly name: string;
  /** SHA-256 over the weights, hexadecimal: two equal hashes generate the same objects. */
  readonly hash: string;
}

/** What runs, and why: shown to the user as it is. */
export interface SessionInfo {
  readonly backend: {
    readonly name: BackendName;
    /** A sentence for people: why this backend and not another. */
    readonly why: string;
    /** The GPU, as its driver names it; null where no GPU takes part. */
    readonly adapter: string | null;
  };
  readonly model: ModelId & {
    /** A sentence for people: why this model and not another. */
    readonly why: string;
    /** Number of weights of the denoiser. */
    readonly parameters: number;
    /** Pixels along a side of each of the six views. */
    readonly resolution: number;
  };
}

/**
 * The life of a session: loading (bytes never go back; the model is named once it is chosen), warming, then once ready
 * or failed.
 */
export type SessionProgress =
  | { readonly status: 'loading'; readonly model?: string; readonly loaded: number; readonly total: number }
  | { readonly status: 'warming'; readonly model: string }
  | { readonly status: 'ready'; readonly session: SessionInfo }
  | { readonly status: 'failed'; readonly error: ErrorReport };
