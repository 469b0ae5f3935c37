import type { GenerateRequest, GenerationProgress } from './generation';
import type { LookUp } from './look-up';
import type { SessionProgress, SessionRequest } from './session';

/**
 * What crosses between the page and the worker.
 *
 *     page                          worker
 *     init            ->
 *                     <-  session   loading*, warming, ready | failed
 *     generate        ->
 *                     <-  generation started
 *                     <-  generation step 1     (its buffers are transferred)
 *     acknowledge 1   ->                        (no step is sent before the one ahead of it is acknowledged)
 *                     <-  generation step 2
 *     ...
 *                     <-  generation done | cancelled | failed
 *     cancel          ->  at any time; answered by cancelled, or by the end that was already on its way
 *
 *     look-up         ->  at any time after ready; answered once, by null where a later one overtook it
 *                     <-  look-up
 *
 * One session a worker, one generation at a time: a second `generate` cancels the first.
 */
export type ToWorker =
  | { readonly type: 'init'; readonly session: SessionRequest }
  | { readonly type: 'generate'; readonly requestId: number; readonly request: GenerateRequest }
  | { readonly type: 'acknowledge'; readonly requestId: number; readonly step: number }
  | { readonly type: 'cancel'; readonly requestId: number }
  | { readonly type: 'look-up'; readonly requestId: number; readonly prompt: string };

export type FromWorker =
  | { readonly type: 'session'; readonly progress: SessionProgress }
  | { readonly type: 'generation'; readonly requestId: number; readonly progress: GenerationProgress }
  /** Null where it was overtaken, or where the index of captions cannot be read. */
  | { readonly type: 'look-up'; readonly requestId: number; readonly found: LookUp | null };
