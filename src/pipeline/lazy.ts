/** Something that is read when it is first asked for, and then kept; it is read again only after that failed. */
export class Lazy<T> {
  #made: Promise<T> | null = null;

  constructor(private readonly load: () => Promise<T>) {}

  /** @throws what reading throws */
  get(): Promise<T> {
    this.#made ??= this.load().catch((error: unknown) => {
      this.#made = null;
      throw error;
    });
    return this.#made;
  }
}
