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

/** The same for the result of a file task: a file, files, or an object. */
export function fileTransferables(result: FileTasks[FileTask]['result']): ArrayBuffer[] {
  if (result instanceof Uint8Array) return [result.buffer];
  if ('thumbnail' in result) {
    const { splats, viewset, photos } = result.files;
    return [splats, ...(viewset ? [viewset] : []), ...photos].map(({ bytes }) => bytes.buffer);
  }
  return cloudTransferables(result.cloud);
}
