import type { ErrorReport } from '../protocol/errors';
import type { GenerateRequest } from '../protocol/generation';
import type { Notice } from '../protocol/notices';

export type { ErrorReport, Notice };

/** Which of several variations it is, from 0 on; of one where it is made alone. */
export interface Place {
  readonly index: number;
  readonly count: number;
}

/** The generation a person asked for last, from the click to its end. */
export type Job =
  | { readonly status: 'idle' }
  /** The model is still loading. */
  | { readonly status: 'waiting'; readonly request: GenerateRequest }
  | {
      readonly status: 'running';
      readonly request: GenerateRequest;
      readonly place: Place;
      /** Steps drawn so far, of `steps`: 0 before the first. */
      readonly step: number;
      readonly steps: number;
      /** Noise level of the last step, in [0, 1]; 1 before the first. */
      readonly tau: number;
      /** Estimate, null before there is anything to estimate from. */
      readonly secondsLeft: number | null;
      readonly notices: readonly Notice[];
    }
  | {
      readonly status: 'done';
      readonly request: GenerateRequest;
      readonly place: Place;
      /** Milliseconds of all steps together, of the last one where there are variations. */
      readonly ms: number;
      readonly notices: readonly Notice[];
    }
  | { readonly status: 'cancelled'; readonly request: GenerateRequest }
  | { readonly status: 'failed'; readonly request: GenerateRequest; readonly error: ErrorReport };

export function isBusy(job: Job): boolean {
  return job.status === 'waiting' || job.status === 'running';
}
