/** A file that cannot be used; the message says what is wrong with it, for people. */
export class FileError extends Error {
  readonly code = 'FILE_UNREADABLE';
}

/** @param what as in `The .sog` */
export function damaged(what: string, cause?: unknown): FileError {
  return new FileError(`${what} is damaged or cut short.`, { cause });
}
