import type { StudioStore } from '../store/studio-store';

/** Whether a photo is still being read. */
export function areReading(store: StudioStore): boolean {
  return store.getState().photos.tray.some(({ status }) => status === 'reading');
}

/** Resolves once the photos that are being read are in the tray, or have been refused. */
export function whenPhotosRead(store: StudioStore): Promise<void> {
  return new Promise((resolve) => {
    const unsubscribe = store.subscribe(() => {
      if (areReading(store)) return;
      unsubscribe();
      resolve();
    });
  });
}
