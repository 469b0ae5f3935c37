import type { SessionRequest } from '../protocol/session';
import { browserModels } from './browser-models';
import { keepCutOut } from './cut-out';
import { openSession, type Session, type SessionOptions } from './session';

/**
 * Opens a session from a web server, with the browser's cache, and then sees to it that the model for cutting photos
 * out is in that cache too: a visit without a network may bring the first photo.
 *
 * @throws as openSession
 */
export async function openBrowserSession(
  { model, models, backend }: SessionRequest,
  onProgress: SessionOptions['onProgress'],
): Promise<Session> {
  const source = browserModels(models);
  const session = await openSession({ ...source, model, backend, onProgress });
  void keepCutOut(source);
  return session;
}
