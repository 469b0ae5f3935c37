import type { Engine } from '../engine/engine';
import { DEFAULT_MODEL, isBackendRequest } from '../store/model-choice';

type SessionRequest = Parameters<Engine['init']>[0];

/**
 * What to load, from the page's address: `?model=kiln-s` and `?backend=webgpu`, for trying and for tests. What it does
 * not say, and an unknown backend, is auto; an unknown model fails on loading, with a message that names it.
 */
export function sessionRequestFrom(address: URL, models: URL): SessionRequest {
  const backend = address.searchParams.get('backend') ?? 'auto';
  return {
    model: address.searchParams.get('model') ?? DEFAULT_MODEL,
    models: models.href,
    backend: isBackendRequest(backend) ? backend : 'auto',
  };
}
