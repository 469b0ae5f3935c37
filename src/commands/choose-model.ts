import { DEFAULT_MODEL, isModelName, type ModelRequest } from '../store/model-choice';
import { recall, remember } from './between-visits';
import { loadChosenModel } from './load-model';
import type { Studio } from './studio';

/** Where the choice is kept between visits. */
const KEY = 'kiln.model';

/** Takes another model, for this and later visits. What was made stays. */
export function chooseModel(studio: Studio, modelChoice: ModelRequest): void {
  const { store } = studio;
  if (store.getState().modelChoice === modelChoice) return;
  store.setState({ modelChoice });
  remember(KEY, modelChoice);
  if (store.getState().session.status !== 'idle') loadChosenModel(studio);
}

/** Takes up the choice of the last visit, unless the page's address names a model. */
export function recallModel({ store, model }: Studio): void {
  const kept = recall(KEY);
  const lastChoice = kept !== null && isModelName(kept) ? kept : DEFAULT_MODEL;
  store.setState({ modelChoice: model.model === 'auto' ? lastChoice : model.model });
}
