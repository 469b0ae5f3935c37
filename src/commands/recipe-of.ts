import { version } from '../../package.json';
import type { Exhibit } from '../store/exhibit';
import type { GenerateRequest } from '../store/settings';
import type { StudioStore } from '../store/studio-store';
import { type Position, samplerStep } from '../store/timeline';

type Recipe = NonNullable<Exhibit['recipe']>;

/**
 * What it takes to make an object again: the request, the model that is loaded now, and for a branch all that it
 * descends from. An object that noise was added to cannot travel in it: what it is called does.
 *
 * @param title what the request's object is called
 */
export function recipeOf(
  store: StudioStore,
  { from: _, object, photos = [], ...request }: GenerateRequest,
  from: Position | null,
  title: string,
): Recipe | null {
  const { session } = store.getState();
  if (session.status !== 'ready') return null;
  const { name, hash } = session.session.model;
  return {
    ...request,
    ...(photos.length > 0 && { photos: photos.map(({ azimuth }) => ({ azimuth })) }),
    ...(object && { noised: { title, undone: request.steps } }),
    ...(from?.trajectory.recipe && descent(from, from.trajectory.recipe)),
    model: { name, hash },
    version,
  };
}

/** Where noise was still being added at the branch point, nothing of that generation's undoing is in the branch. */
function descent({ trajectory, step }: Position, recipe: Recipe): Partial<Recipe> {
  const { noised } = recipe;
  const behind = samplerStep(trajectory, step);
  if (noised && step <= trajectory.noising) {
    return { noised: { ...noised, undone: trajectory.request.steps - behind } };
  }
  return { ...(noised && { noised }), branchedFrom: ancestry(recipe, behind) };
}

function ancestry(
  { branchedFrom = [], ...recipe }: Recipe,
  step: number,
): NonNullable<Recipe['branchedFrom']> {
  const { prompt, photos, seed, sampler, guidance, photoGuidance } = recipe;
  const followed = photoGuidance !== undefined && { photoGuidance };
  return [...branchedFrom, { prompt, ...(photos && { photos }), seed, sampler, guidance, ...followed, step }];
}
