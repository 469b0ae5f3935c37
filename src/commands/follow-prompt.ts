import type { Studio } from './studio';

/** Typing pauses this long between words, not within them; milliseconds. */
const PAUSE = 150;

/**
 * Keeps what the store knows near the prompt in step with what is typed: asked a moment after the last change, and
 * once the model is ready. Returns the unsubscribe.
 */
export function followPrompt({ store, engine }: Studio): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async (prompt: string) => {
    const found = await engine.lookUp(prompt);
    // Overtaken, or there is no index: what is shown stays until there is something better.
    if (found && store.getState().settings.prompt === prompt) {
      store.setState({ known: { ...found, active: null } });
    }
  };
  return store.subscribe(({ settings: { prompt }, session, known }, before) => {
    const isReady = session.status === 'ready';
    const isChanged = prompt !== before.settings.prompt;
    if (!isChanged && !(isReady && before.session.status !== 'ready')) return;
    clearTimeout(timer);
    if (prompt.trim() === '') {
      if (known) store.setState({ known: null });
      return;
    }
    if (known && known.active !== null) store.setState({ known: { ...known, active: null } });
    if (isReady) timer = setTimeout(() => void ask(prompt), PAUSE);
  });
}
