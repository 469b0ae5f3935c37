/** A file that cannot be used; the message says what is wrong with it, for people. */
export class FileError extends Error {
  readonly code = 'FILE_UNREADABLE';
}
