import type { GenerateRequest, GenerationProgress } from '../protocol/generation';
import type { LookUp } from '../protocol/look-up';
import type { SessionInfo, SessionProgress, SessionRequest } from '../protocol/session';

/** The page's view of the model: what commands call. */
export interface Engine {
  /**
   * Starts the worker and loads a model, in place of the one before. Progress goes to `onSession` listeners.
   *
   * @throws KilnError when the session fails; an AbortError when the engine is disposed or initialised again meanwhile
   */
  init(request: SessionRequest): Promise<SessionInfo>;

  /**
   * Generates an object; while the model is still loading it waits. Never throws for expected failures: the last
   * progress is exactly one of done, cancelled or failed. Asking for the next progress acknowledges the step before
   * it, so a slow reader slows the worker and is never flooded; leaving the loop cancels. Reading starts the
   * generation and cancels the one before. An aborted signal is answered by `cancelled` at once.
   *
   *     for await (const progress of engine.generate(request, { signal })) { ... }
   */
  generate(
    request: GenerateRequest,
    options?: { readonly signal?: AbortSignal },
  ): AsyncGenerator<GenerationProgress, void>;

  /**
   * What the model knows near a prompt that is being typed. Null where a later question overtook this one, and where
   * there is no session to ask.
   *
   * @param prompt not blank
   */
  lookUp(prompt: string): Promise<LookUp | null>;

  /**
   * Hears every change of the session, also those nobody asked for: after a lost device or a crash the engine
   * starts a new worker by itself, and `ready` then names the new backend and why. Returns the unsubscribe.
   */
  onSession(listener: (progress: SessionProgress) => void): () => void;

  /** Ends the worker; what is running ends as cancelled. The engine can be initialised again. */
  dispose(): void;
}
