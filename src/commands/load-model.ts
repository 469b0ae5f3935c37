import type { Studio } from './studio';

/**
 * Makes sure the model is loaded or on its way. How that goes, and failure too, is told by the session in the store.
 */
export function loadModel(studio: Studio): void {
  const { status } = studio.store.getState().session;
  if (status === 'idle' || status === 'failed') loadChosenModel(studio);
}

/** Loads the chosen model in place of the one that is there; what is being made ends as cancelled. */
export function loadChosenModel({ store, engine, model }: Studio): void {
  store.setState({ session: { status: 'loading', loaded: 0, total: 0 } });
  engine.init({ ...model, model: store.getState().modelChoice }).catch(() => {
    // The engine has told its session listeners already.
  });
}
