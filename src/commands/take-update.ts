/** Loads the page anew with the newest version. What has not been saved is lost. */
export async function takeUpdate(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  const reload = () => location.reload();
  // Another tab may have let it take over already.
  if (!registration?.waiting) return reload();
  navigator.serviceWorker.addEventListener('controllerchange', reload, { once: true });
  registration.waiting.postMessage('take-over');
}
