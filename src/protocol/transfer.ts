import { cloudTransferables } from '../splat/cloud';
import type { FileTask, FileTasks } from './files';
import type { FromWorker } from './messages';

/** Buffers that move, not copy, with a message from the worker: those of a step and no others. */
export function transferablesOf(message: FromWorker): ArrayBuffer[] {
  if (message.type !== 'generation' || message.progress.status !== 'step') return [];
  const { cloud, viewset, state } = message.progress;
  const arrays = viewset ? [state, viewset.values] : [state];
  return [...cloudTransferables(cloud), ...arrays.map(({ buffer }) => buffer as ArrayBuffer)];
}

/** The same for the result of a file task: the file, or the cloud that was in it. */
export function fileTransferables(result: FileTasks[FileTask]['result']): ArrayBuffer[] {
  return result instanceof Uint8Array ? [result.buffer] : cloudTransferables(result.cloud);
}
