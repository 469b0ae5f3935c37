import { DEFAULTS } from '../protocol/defaults';

export { isBackendRequest } from '../protocol/choices';

export const DEFAULT_MODEL = DEFAULTS.model;
