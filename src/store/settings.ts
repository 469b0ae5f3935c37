import { SAMPLERS, type SamplerName } from '../protocol/choices';
import { DEFAULTS } from '../protocol/defaults';
import type { GenerateRequest } from '../protocol/generation';
import {
  FIDELITY_MAX,
  FIDELITY_MIN,
  GUIDANCE_MIN,
  PHOTO_GUIDANCE_MAX,
  PHOTO_GUIDANCE_MIN,
  PROMPT_CHARACTERS_MAX,
  STEPS_MIN,
} from '../protocol/limits';

export type { GenerateRequest, SamplerName };
export {
  FIDELITY_MAX,
  FIDELITY_MIN,
  GUIDANCE_MIN,
  PHOTO_GUIDANCE_MAX,
  PHOTO_GUIDANCE_MIN,
  PROMPT_CHARACTERS_MAX,
  SAMPLERS,
  STEPS_MIN,
};

/**
 * What a person has typed and chosen for the next object. Numbers stay text until a request is made from them,
 * so that a half-typed or wrong one can stand in its field with a message beside it.
 */
export interface Settings {
  readonly prompt: string;
  readonly seed: string;
  readonly steps: string;
  readonly guidance: string;
  /** Counts beside photos only. */
  readonly photoGuidance: string;
  readonly sampler: SamplerName;
  /** Counts beside photos only. */
  readonly fidelity: string;
}

export type SettingsField = keyof Settings;

/** What is wrong with a field or with the photos, for people; what is without a problem is absent. */
export type SettingsProblems = Readonly<Partial<Record<SettingsField | 'photos', string>>>;

export const initialSettings: Settings = {
  prompt: '',
  seed: String(DEFAULTS.seed),
  steps: String(DEFAULTS.steps),
  guidance: defaultGuidance(0),
  photoGuidance: String(DEFAULTS.photoGuidance),
  sampler: DEFAULTS.sampler,
  fidelity: String(DEFAULTS.fidelity),
};

/**
 * Settings as the number of photos changes: the guidance that is best beside photos is another than without, and
 * follows as long as nobody has chosen one.
 */
export function followPhotos(settings: Settings, before: number, after: number): Settings {
  if (settings.guidance !== defaultGuidance(before)) return settings;
  return { ...settings, guidance: defaultGuidance(after) };
}

function defaultGuidance(photos: number): string {
  return String(photos > 0 ? DEFAULTS.guidanceWithPhotos : DEFAULTS.guidance);
}
