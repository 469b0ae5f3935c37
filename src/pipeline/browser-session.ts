import { browserCache, fetchFolder } from '../model/fetch-folder';
import type { SessionRequest } from '../protocol/session';
import { openSession, type Session, type SessionOptions } from './session';

/**
 * Opens a session from a web server, with the browser's cache. The site has the wasm binaries of tfjs in `wasm/`,
 * beside the folder of models.
 *
 * @throws as openSession
 */
export function openBrowserSession(
  { model, models, backend }: SessionRequest,
  onProgress: SessionOptions['onProgress'],
): Promise<Session> {
  const base = models.endsWith('/') ? models : `${models}/`;
  return openSession({
    model,
    backend,
    folder: (name) => fetchFolder(new URL(`${name}/`, base).href),
    wasmFolder: new URL('../wasm/', base).href,
    cache: browserCache,
    onProgress,
  });
}
