import type { ErrorCode, ErrorReport } from '../protocol/errors';
import { untilAborted } from './until-aborted';

/** The GPU went away, and every tensor with it: driver reset, sleep, an unplugged device. */
export class DeviceLostError extends Error implements ErrorReport {
  override readonly name = 'DeviceLostError';
  readonly code = 'DEVICE_LOST' satisfies ErrorCode;

  /** @param reason as the driver tells it */
  constructor(reason: string) {
    super(`The GPU was lost while the model was using it (${reason}). Try again.`);
  }
}

/** The news of a loss takes this long at most to follow its first effects, milliseconds. */
const NEWS_DELAY = 5000;

/**
 * What to report for an error: a lost device shows first as failures of whatever was using it, which look like bugs.
 *
 * @param lost aborted, with the reason, when the device is lost
 */
export async function lossBehind(thrown: unknown, lost: AbortSignal): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise((resolve) => {
    timer = setTimeout(resolve, NEWS_DELAY);
  });
  try {
    await untilAborted(patience, lost);
    return thrown;
  } catch (loss) {
    return loss;
  } finally {
    clearTimeout(timer);
  }
}
