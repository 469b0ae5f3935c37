import type { Studio } from './studio';

/**
 * Makes sure the model is loaded or on its way. How that goes, and failure too, is told by the session in the store.
 */
export function loadModel({ store, engine, model }: Studio): void {
  const { status } = store.getState().session;
  if (status !== 'idle' && status !== 'failed') return;
  store.setState({ session: { status: 'loading', loaded: 0, total: 0 } });
  engine.init(model).catch(() => {
    // The engine has told its session listeners already.
  });
}
