type Press = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

interface EarlyInput {
  /** Does it to the view that has come: the keys, and a drag that still goes on. */
  repeat(): void;
  forget(): void;
}

/** Keeps what is done to the host of the 3D view before the view is there, so that nobody has to do it twice. */
export function keepEarlyInput(host: HTMLElement): EarlyInput {
  const listening = new AbortController();
  const { signal } = listening;
  const keys: Press[] = [];
  let drag: PointerEvent | null = null;
  host.addEventListener(
    'keydown',
    ({ key, shiftKey, ctrlKey, metaKey, altKey }) => keys.push({ key, shiftKey, ctrlKey, metaKey, altKey }),
    { signal },
  );
  host.addEventListener(
    'pointerdown',
    (event) => {
      drag = event;
    },
    { signal },
  );
  for (const end of ['pointerup', 'pointercancel']) {
    window.addEventListener(
      end,
      () => {
        drag = null;
      },
      { signal },
    );
  }
  return {
    repeat() {
      listening.abort();
      // They do not bubble: shortcuts of the page have heard them.
      for (const key of keys) host.dispatchEvent(new KeyboardEvent('keydown', key));
      if (drag) host.querySelector('canvas')?.dispatchEvent(new PointerEvent('pointerdown', drag));
    },
    forget() {
      listening.abort();
    },
  };
}
