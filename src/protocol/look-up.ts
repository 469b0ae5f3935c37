import type { Notice } from './notices';

/** What the model knows that is near a prompt. */
export interface LookUp {
  /** Captions of the training data, the nearest first; none that is the prompt itself. */
  readonly nearest: readonly string[];
  /** Set where even the nearest is far: the honest word. */
  readonly notice: Notice | null;
}
