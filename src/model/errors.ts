/** The failures of loading and running a model that are expected, so that a person can act on them. */
export type ModelErrorCode =
  | 'MANIFEST_INVALID'
  | 'WEIGHTS_MISSING'
  | 'WEIGHTS_TRUNCATED'
  | 'WEIGHTS_CORRUPT'
  | 'BACKEND_UNAVAILABLE';

/** The message says what is wrong and what to do about it. */
export class ModelError extends Error {
  override readonly name = 'ModelError';

  constructor(
    readonly code: ModelErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
