import { version } from '../../package.json';
import type { Exhibit } from '../store/exhibit';
import type { GenerateRequest } from '../store/settings';
import type { StudioStore } from '../store/studio-store';
import type { Position } from '../store/timeline';

type Recipe = NonNullable<Exhibit['recipe']>;

/**
 * What it takes to make an object again: the request, the model that is loaded now, and for a branch all that it
 * descends from.
 */
export function recipeOf(
  store: StudioStore,
  { from: _, photos = [], ...request }: GenerateRequest,
  from: Position | null,
): Recipe | null {
  const { session } = store.getState();
  if (session.status !== 'ready') return null;
  const { name, hash } = session.session.model;
  return {
    ...request,
    ...(photos.length > 0 && { photos: photos.map(({ azimuth }) => ({ azimuth })) }),
    ...(from?.trajectory.recipe && { branchedFrom: ancestry(from.trajectory.recipe, from.step) }),
    model: { name, hash },
    version,
  };
}

function ancestry(
  { branchedFrom = [], ...recipe }: Recipe,
  step: number,
): NonNullable<Recipe['branchedFrom']> {
  const { prompt, photos, seed, sampler, guidance, photoGuidance } = recipe;
  const followed = photoGuidance !== undefined && { photoGuidance };
  return [...branchedFrom, { prompt, ...(photos && { photos }), seed, sampler, guidance, ...followed, step }];
}
