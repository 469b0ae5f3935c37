import { ddim } from './ddim';
import { ddpm } from './ddpm';
import { dpmSolver } from './dpm-solver';
import { heun } from './heun';
import type { Sampler } from './sampler';

/** All samplers by name. */
export const samplers = { 'dpm-solver++': dpmSolver, heun, ddim, ddpm } as const satisfies Record<
  string,
  Sampler
>;
