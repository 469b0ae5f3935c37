import type { GenerateRequest, GenerationProgress } from './generation';
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
 * One session a worker, one generation at a time: a second `generate` cancels the first.
 */
export type ToWorker =
  | { readonly type: 'init'; readonly session: SessionRequest }
  | { readonly type: 'generate'; readonly requestId: number; readonly request: GenerateRequest }
  | { readonly type: 'acknowledge'; readonly requestId: number; readonly step: number }
  | { readonly type: 'cancel'; readonly requestId: number };

export type FromWorker =
  | { readonly type: 'session'; readonly progress: SessionProgress }
  | { readonly type: 'generation'; readonly requestId: number; readonly progress: GenerationProgress };
