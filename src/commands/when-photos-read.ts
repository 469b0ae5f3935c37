import type { StudioStore } from '../store/studio-store';

/** Resolves, at once where it can, when no photo is still being read. */
export async function whenPhotosRead(store: StudioStore): Promise<void> {
  const isReading = () => store.getState().photos.tray.some(({ status }) => status === 'reading');
  if (!isReading()) return;
  await new Promise<void>((resolve) => {
    const unsubscribe = store.subscribe(() => {
      if (isReading()) return;
      unsubscribe();
      resolve();
    });
  });
}
