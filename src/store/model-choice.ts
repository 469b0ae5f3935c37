import { MODELS, type ModelName, type ModelRequest } from '../protocol/choices';

export { isBackendRequest, MODELS } from '../protocol/choices';
export type { ModelRequest };

/** Until a person chooses. */
export const DEFAULT_MODEL: ModelRequest = 'auto';

export function isModelName(text: string): text is ModelName {
  return (MODELS as readonly string[]).includes(text);
}
