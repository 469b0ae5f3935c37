import { isModelName, type ModelRequest } from '../store/model-choice';
import { loadChosenModel } from './load-model';
import type { Studio } from './studio';

/** Where the choice is kept between visits. */
const KEY = 'kiln.model';

/** Takes another model, for this and later visits. What was made stays. */
export function chooseModel(studio: Studio, modelChoice: ModelRequest): void {
  const { store } = studio;
  if (store.getState().modelChoice === modelChoice) return;
  store.setState({ modelChoice });
  try {
    localStorage.setItem(KEY, modelChoice);
  } catch {
    // Storage is switched off or full: it holds for this visit.
  }
  if (store.getState().session.status !== 'idle') loadChosenModel(studio);
}

/** Takes up the choice of the last visit, unless the page's address names a model. */
export function recallModel({ store, model }: Studio): void {
  store.setState({ modelChoice: model.model === 'auto' ? lastChoice() : model.model });
}

function lastChoice(): ModelRequest {
  try {
    const kept = localStorage.getItem(KEY);
    return kept !== null && isModelName(kept) ? kept : 'auto';
  } catch {
    return 'auto'; // Storage is switched off: every visit is the first.
  }
}
