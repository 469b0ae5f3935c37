import { cloudTransferables } from '../splat/cloud';
import type { FromWorker } from './messages';

/** Buffers that move, not copy, with a message from the worker: those of a step's cloud and no others. */
export function transferablesOf(message: FromWorker): ArrayBuffer[] {
  if (message.type !== 'generation' || message.progress.status !== 'step') return [];
  return cloudTransferables(message.progress.cloud);
}
