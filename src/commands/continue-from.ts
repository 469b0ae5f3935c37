import { isUnchanged } from '../store/branch-changes';
import { canContinue, positionOf } from '../store/timeline';
import { generate } from './generate';
import { rollSeed } from './roll-seed';
import type { Studio } from './studio';

/**
 * Goes on from the step on the stage, as a branch, with the prompt and settings as they are now. Where these are the
 * ones that led there the same object would come of it, so a new seed is rolled; but where noise was added to an
 * object, undoing it is what comes next. Does nothing where there is no noise.
 */
export async function continueFrom(studio: Studio): Promise<void> {
  const state = studio.store.getState();
  const position = positionOf(state);
  if (!position || !canContinue(position)) return;
  const { trajectory, step } = position;
  if (isUnchanged(state, trajectory) && step > trajectory.noising) rollSeed(studio);
  await generate(studio, 'onward');
}
