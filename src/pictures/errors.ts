/** A picture or film that cannot be made: the message says what to do. */
export class PictureError extends Error {
  override readonly name = 'PictureError';
  readonly code = 'PICTURE_IMPOSSIBLE';
}
