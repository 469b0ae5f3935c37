import { fileNameOf } from '../store/file-name';
import type { Studio } from './studio';

/** Saves the last finished object as a .ply with its recipe inside. Does nothing before there is one. */
export async function exportPly({ store }: Studio): Promise<void> {
  const { finished } = store.getState().exhibit;
  if (!finished) return;
  const { writePly } = await import('../splat/writers/write-ply');
  const { cloud, recipe } = finished;
  const bytes = writePly(cloud, recipe);
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${fileNameOf(recipe?.prompt || (recipe?.photos ? 'from a photo' : null), recipe?.seed ?? null)}.ply`;
  link.click();
  URL.revokeObjectURL(url);
}
