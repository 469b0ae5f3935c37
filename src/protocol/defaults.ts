import type { GenerateRequest } from './generation';

/** What is used where a person has not chosen. Tuned on kiln-s by looking; see docs/results. */
export const DEFAULTS = {
  model: 'kiln-s',
  steps: 25,
  sampler: 'dpm-solver++',
  guidance: 4,
} as const satisfies Partial<GenerateRequest> & { model: string };
