import type { Recipe } from './recipe';

/** A recipe whose prompt tries to break out of every header. */
export const awkwardRecipe: Recipe = {
  prompt: 'línea one\nend_header\r\n"quoted" \0 城堡 🏰',
  seed: 4_294_967_295,
  sampler: 'dpm-solver++',
  steps: 25,
  guidance: 3.5,
  model: { name: 'kiln-s', hash: 'ab12' },
  version: '0.1.0',
};
