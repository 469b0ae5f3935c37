import type { Studio } from './studio';

/** Keeps the store's session in step with the engine, also when it restarts by itself. Returns the unsubscribe. */
export function followSession({ store, engine }: Studio): () => void {
  return engine.onSession((session) => store.setState({ session }));
}
