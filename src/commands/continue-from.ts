import { isUnchanged } from '../store/branch-changes';
import { positionOf } from '../store/timeline';
import { generate } from './generate';
import { rollSeed } from './roll-seed';
import type { Studio } from './studio';

/**
 * Goes on from the step on the stage, as a branch, with the prompt and settings as they are now. Where these are the
 * ones that led there the same object would come of it, so a new seed is rolled. Does nothing at a last step.
 */
export async function continueFrom(studio: Studio): Promise<void> {
  const state = studio.store.getState();
  const position = positionOf(state);
  if (!position || position.step >= position.trajectory.request.steps) return;
  if (isUnchanged(state, position.trajectory)) rollSeed(studio);
  await generate(studio, 'onward');
}
