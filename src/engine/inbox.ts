import type { GenerationProgress } from '../protocol/generation';

export function isEnd(progress: GenerationProgress): boolean {
  switch (progress.status) {
    case 'started':
    case 'step':
      return false;
    case 'done':
    case 'cancelled':
    case 'failed':
      return true;
    default:
      return progress satisfies never;
  }
}

/** Progress of one generation between the port and whoever reads it: in order, and nothing after the end. */
export class Inbox {
  private waiting: GenerationProgress[] = [];
  private wake: (() => void) | null = null;
  private ended = false;

  /** Whether the end has been put in, read or not. */
  get isEnded(): boolean {
    return this.ended;
  }

  put(progress: GenerationProgress): void {
    if (this.ended) return;
    this.ended = isEnd(progress);
    this.waiting.push(progress);
    this.wake?.();
  }

  /** Ends at once: what has not been read is dropped, what comes later is ignored. */
  end(progress: Extract<GenerationProgress, { status: 'cancelled' | 'failed' }>): void {
    if (this.ended) return;
    this.waiting = [];
    this.put(progress);
  }

  async take(): Promise<GenerationProgress> {
    let next = this.waiting.shift();
    while (next === undefined) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      this.wake = null;
      next = this.waiting.shift();
    }
    return next;
  }
}
