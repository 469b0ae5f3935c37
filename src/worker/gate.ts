/**
 * Lets one through at a time: `pass` resolves at once the first time, and then whenever `open` has been called since
 * the last pass.
 */
export class Gate {
  private isOpen = true;
  private wake: (() => void) | null = null;

  open(): void {
    this.isOpen = true;
    this.wake?.();
  }

  /** @throws the signal's reason when it is aborted before the gate opens */
  async pass(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (!this.isOpen) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      this.wake = null;
      signal.throwIfAborted();
    }
    this.isOpen = false;
  }
}
