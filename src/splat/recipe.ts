import { z } from '../base/zod';

/** A camera that took a photo: see PhotoCamera. */
const cameraSchema = z.object({
  azimuth: z.number(),
  elevation: z.number().gt(-90).lt(90),
  fieldOfView: z.number().gt(0).lt(180),
  distance: z.number().gt(0),
  centre: z.tuple([z.number(), z.number()]).readonly(),
  zoom: z.number().gt(0),
});

/** What may differ between a generation and its branches. */
const choices = {
  /** Empty where the object was made from photos alone. */
  prompt: z.string(),
  /**
   * The photos it was made from, which do not travel along: degrees from the first, null where unknown; and the
   * camera, as it was told or found.
   */
  photos: z
    .array(z.object({ azimuth: z.number().nullable(), camera: cameraSchema.optional() }))
    .min(1)
    .optional(),
  /** Integer from 0 on. */
  seed: z.int().min(0),
  sampler: z.string(),
  guidance: z.number().min(0),
  /** How far it followed its photos' views, from 0 to 1. */
  photoGuidance: z.number().min(0).max(1).optional(),
};

const recipeSchema = z.object({
  ...choices,
  steps: z.int().min(1),
  /** How much of an average of what the photos allow it is; without photos there is none. */
  fidelity: z.number().min(0).max(1).optional(),
  /** The generations that it descends from, the first one first, each with the step that it was left at. */
  branchedFrom: z
    .array(z.object({ ...choices, step: z.int().min(1) }))
    .min(1)
    .optional(),
  /** The object that noise was added to, by what it is called, and how many steps of it were undone. */
  noised: z.object({ title: z.string(), undone: z.int().min(1) }).optional(),
  model: z.object({
    name: z.string(),
    /** SHA-256 over the weights, hexadecimal. */
    hash: z.string(),
  }),
  /** Version of Kiln that made the object. */
  version: z.string(),
});

/** Everything that is needed to make an object again; it travels inside the files that hold it. */
export type Recipe = z.infer<typeof recipeSchema>;

/**
 * Reads a recipe from JSON.
 *
 * @throws Error that says which field is missing or wrong
 */
export function parseRecipe(json: string): Recipe {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch (cause) {
    throw new Error('the recipe is not JSON', { cause });
  }
  const result = recipeSchema.safeParse(data);
  if (!result.success) throw new Error(`the recipe is not valid: ${z.prettifyError(result.error)}`);
  return result.data;
}

/** A recipe as JSON in one line of ASCII, so that it fits into any header. */
export function formatRecipe(recipe: Recipe): string {
  return JSON.stringify(recipe).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
