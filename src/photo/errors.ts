/** A picture that cannot be used: the message names it and says what to do. */
export class PhotoError extends Error {
  override readonly name = 'PhotoError';
  readonly code = 'PHOTO_UNREADABLE';
}
