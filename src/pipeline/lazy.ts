import type { LoadProgress } from '../model/weights';

/** Something that is read when it is first asked for, and then kept; it is read again only after that failed. */
export class Lazy<T> {
  #made: Promise<T> | null = null;
  #progress: LoadProgress | null = null;

  /** @param load told where to report how far it is */
  constructor(private readonly load: (onProgress: (progress: LoadProgress) => void) => Promise<T>) {}

  /** How much has been read, while it is being read; null before its size is known, and afterwards. */
  get progress(): LoadProgress | null {
    return this.#progress;
  }

  /** @throws what reading throws */
  get(): Promise<T> {
    this.#made ??= this.load((progress) => {
      this.#progress = progress;
    })
      .catch((error: unknown) => {
        this.#made = null;
        throw error;
      })
      .finally(() => {
        this.#progress = null;
      });
    return this.#made;
  }
}
