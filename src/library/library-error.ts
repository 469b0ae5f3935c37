/** Why the library cannot be used just now. */
export type LibraryTrouble =
  /** The browser keeps nothing for this page. */
  | 'unavailable'
  /** A newer Kiln has taken the library over. */
  | 'outdated'
  /** Tabs with an older Kiln hold on to it. */
  | 'blocked'
  /** There is no room left. */
  | 'full'
  /** Anything else. */
  | 'failed';

const messages: Readonly<Record<Exclude<LibraryTrouble, 'failed'>, string>> = {
  unavailable:
    'This browser keeps nothing for this page: the window is private, or storage is switched off. Save objects as files, or open Kiln in an ordinary window.',
  outdated: 'A newer Kiln has the library open. Reload this page to use it.',
  blocked: 'An older Kiln has the library open. Close its other tabs, then reload this page.',
  full: 'The space that this browser gives to Kiln is used up. Delete objects from the library, or free space on the disk.',
};

/** The message says what is wrong and what to do, for people. */
export class LibraryError extends Error {
  override readonly name = 'LibraryError';

  constructor(
    readonly trouble: LibraryTrouble,
    cause?: unknown,
  ) {
    super(
      trouble === 'failed'
        ? `The library could not be used (${(cause as Error)?.message || 'no reason was given'}). Reload the page and try again.`
        : messages[trouble],
      { cause },
    );
  }
}

/** What a browser throws, in our words. */
export function libraryError(thrown: unknown): LibraryError {
  if (thrown instanceof LibraryError) return thrown;
  const name = (thrown as Error | null)?.name;
  if (name === 'QuotaExceededError') return new LibraryError('full', thrown);
  if (name === 'VersionError') return new LibraryError('outdated', thrown);
  return new LibraryError('failed', thrown);
}
