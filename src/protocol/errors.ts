/** Expected failures: each has a code for programs and a message that tells a person what to do. */

export const ERROR_CODES = [
  'PROMPT_EMPTY',
  'SEED_INVALID',
  'STEPS_INVALID',
  'GUIDANCE_INVALID',
  'FIDELITY_INVALID',
  'SAMPLER_UNKNOWN',
  'PHOTO_INVALID',
  'PHOTO_UNREADABLE',
  'PICTURE_IMPOSSIBLE',
  'BRANCH_INVALID',
  'FILE_UNREADABLE',
  'NOTHING_SOLID',
  'MODEL_UNKNOWN',
  'MANIFEST_INVALID',
  'WEIGHTS_MISSING',
  'WEIGHTS_TRUNCATED',
  'WEIGHTS_CORRUPT',
  'BACKEND_UNAVAILABLE',
  'DEVICE_LOST',
  'DEVICE_UNFIT',
  'OUT_OF_MEMORY',
  'WORKER_CRASHED',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** A failure as it crosses between threads: an Error would lose its code in a structured clone. */
export interface ErrorReport {
  readonly code: ErrorCode;
  /** For people: what is wrong and what to do about it. */
  readonly message: string;
}

export class KilnError extends Error implements ErrorReport {
  override readonly name = 'KilnError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

function isErrorCode(value: unknown): value is ErrorCode {
  return (ERROR_CODES as readonly unknown[]).includes(value);
}

/**
 * Turns whatever was thrown into a report. An error that carries one of our codes keeps it, whatever its class:
 * layers below the protocol name their failures without importing it. Anything else is a bug, and INTERNAL.
 */
export function reportOf(thrown: unknown): ErrorReport {
  if (thrown instanceof Error) {
    const code: unknown = (thrown as { code?: unknown }).code;
    if (isErrorCode(code)) return { code, message: thrown.message };
    if (isOutOfMemory(thrown)) {
      return {
        code: 'OUT_OF_MEMORY',
        message:
          'There is not enough memory for this model. Close other tabs or programs, or choose a smaller model.',
      };
    }
    return { code: 'INTERNAL', message: `Something went wrong inside Kiln: ${thrown.message}` };
  }
  return { code: 'INTERNAL', message: `Something went wrong inside Kiln: ${String(thrown)}` };
}

/** Engines throw a plain RangeError or a GPUOutOfMemoryError, told apart from bugs only by their words. */
function isOutOfMemory(error: Error): boolean {
  return (
    error.name === 'GPUOutOfMemoryError' ||
    /out of memory|allocation failed|memory access out/i.test(error.message)
  );
}
