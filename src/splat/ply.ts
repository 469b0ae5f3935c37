import { formatRecipe, type Recipe } from './recipe';

/**
 * What reader and writer agree on: the layout of "3D Gaussian Splatting for Real-Time Radiance Field Rendering"
 * (Kerbl et al., 2023) with degree-0 spherical harmonics, float32 throughout.
 */
export const PLY_PROPERTIES = [
  'x',
  'y',
  'z',
  'nx',
  'ny',
  'nz',
  'f_dc_0',
  'f_dc_1',
  'f_dc_2',
  'opacity',
  'scale_0',
  'scale_1',
  'scale_2',
  'rot_0',
  'rot_1',
  'rot_2',
  'rot_3',
] as const;

/** The constant spherical harmonic, 1 / (2 sqrt(π)): colour = 0.5 + SH_C0 · f_dc. */
export const SH_C0 = 0.5 / Math.sqrt(Math.PI);

/** What precedes the recipe in its comment line. */
export const RECIPE_KEYWORD = 'kiln-recipe';

/** The comment of every .ply that Kiln writes. */
export const MADE_WITH = 'made with Kiln';

/** Which way is up; Kiln's first files were Y up and did not say so. */
export const UP_KEYWORD = 'kiln-up';

/** The comment lines of a .ply: who made it, its up axis, and the recipe as JSON. */
export function plyComments(recipe: Recipe | null): string[] {
  return [
    `comment ${MADE_WITH}`,
    `comment ${UP_KEYWORD} -y`,
    ...(recipe ? [`comment ${RECIPE_KEYWORD} ${formatRecipe(recipe)}`] : []),
  ];
}
