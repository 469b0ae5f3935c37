/** A browser of another make, as far as the journey through the studio needs it. */
export interface Engine {
  open(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Runs a function in the page; it knows nothing but its arguments, which survive JSON. */
  run<Args extends readonly unknown[], Result>(
    act: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ): Promise<Result>;
  /** CSS pixels from the window's corner. */
  move(x: number, y: number): Promise<void>;
  click(x: number, y: number): Promise<void>;
  /** Types into what has the focus; '\n' is the Enter key. */
  type(text: string): Promise<void>;
  /** Gives a file input a file. */
  choose(selector: string, path: string): Promise<void>;
  /** What the window shows, as a PNG. */
  screenshot(): Promise<Uint8Array>;
  close(): Promise<void>;
}

export const WINDOW = { width: 800, height: 600 } as const;
