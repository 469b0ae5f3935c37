import type { Exhibit } from './exhibit';
import { SAMPLERS, type SamplerName, type Settings } from './settings';

/** A recipe, or a request. */
type SettingsSource = Pick<
  NonNullable<Exhibit['recipe']>,
  'prompt' | 'seed' | 'steps' | 'guidance' | 'photoGuidance' | 'sampler' | 'fidelity'
>;

/** The settings that made an object; a sampler this version does not have stays as it is. */
export function settingsOfRecipe(recipe: SettingsSource, settings: Settings): Settings {
  const { prompt, seed, steps, guidance, photoGuidance, sampler, fidelity } = recipe;
  const isKnown = (SAMPLERS as readonly string[]).includes(sampler);
  return {
    prompt,
    seed: String(seed),
    steps: String(steps),
    guidance: String(guidance),
    photoGuidance: photoGuidance === undefined ? settings.photoGuidance : String(photoGuidance),
    fidelity: fidelity === undefined ? settings.fidelity : String(fidelity),
    sampler: isKnown ? (sampler as SamplerName) : settings.sampler,
  };
}
