import type { Studio } from './studio';

/**
 * Keeps the studio for visits without a network, and notes when a newer version lies ready. It is looked for on each
 * visit and whenever the person comes back to the page.
 *
 * @param url of the service worker, at the top of the site
 */
export async function followUpdates({ store }: Studio, url: string): Promise<void> {
  // Withheld from pages that are no secure context, and in some private windows.
  if (!('serviceWorker' in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register(url);
    const offer = () => {
      // Without an active one, what waits is the first and takes over by itself.
      if (registration.waiting && registration.active) store.setState({ update: 'ready' });
    };
    offer();
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', offer);
    });
    document.addEventListener('visibilitychange', () => {
      // Without a network there is nothing newer to be had.
      if (document.visibilityState === 'visible') registration.update().catch(() => {});
    });
  } catch (error) {
    console.warn('Kiln cannot be kept for visits without a network.', error);
  }
}
