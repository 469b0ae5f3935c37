import { version } from '../../package.json';
import type { Exhibit } from '../store/exhibit';
import type { GenerateRequest } from '../store/settings';
import type { StudioStore } from '../store/studio-store';

/** What it takes to make an object again: the request, and the model that is loaded now. */
export function recipeOf(store: StudioStore, request: GenerateRequest): Exhibit['recipe'] {
  const { session } = store.getState();
  if (session.status !== 'ready') return null;
  const { name, hash } = session.session.model;
  const { photos = [], ...rest } = request;
  const from = photos.length > 0 && { photos: photos.map(({ azimuth }) => ({ azimuth })) };
  return { ...rest, ...from, model: { name, hash }, version };
}
