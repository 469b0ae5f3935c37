import { checkSettings } from '../store/check-settings';
import type { Exhibit } from '../store/exhibit';
import { type GenerateRequest, initialSettings, type Settings } from '../store/settings';
import { settingsOfRecipe } from '../store/settings-of-recipe';
import type { StudioState } from '../store/studio-store';
import { carryOut } from './carry-out';
import type { Studio } from './studio';

/** Each step of adding noise holds a cloud and a state in the reel: more of them would leave no room for others. */
const STEPS_MOST = 40;

/**
 * Shows how the model works on the object on the stage: adds noise to it along the Markov chain, then has the network
 * undo that, with what is known of how the object was made. The timeline holds both, to be gone on from at any level.
 */
export async function howItWorks(studio: Studio): Promise<void> {
  const state = studio.store.getState();
  const { shown } = state.exhibit;
  if (!shown) return;
  const { cloud, viewset, photos = [] } = shown;
  // Fidelity to photos would leave the noisiest levels alone, at which there is nothing to see.
  const { fidelity: _, ...known } = requestOf(state, shown);
  const request: GenerateRequest = {
    ...known,
    steps: Math.min(known.steps, STEPS_MOST),
    object: { cloud, ...(viewset && { viewset }) },
  };
  // Going on from a level means undoing it in the same way, unless another prompt has been typed.
  const { prompt, seed, sampler, guidance } = request;
  studio.store.setState(({ settings }) => ({
    settings: {
      ...settings,
      prompt: settings.prompt.trim() === '' ? prompt : settings.prompt,
      seed: String(seed),
      sampler,
      guidance: String(guidance),
    },
  }));
  const title = shown.recipe?.prompt || shown.fileName || 'an object';
  await carryOut(studio, { requests: [request], from: null, photos, title });
}

/** What made an object, as far as it is known; the photos only where they are here. */
function requestOf({ timeline, settings }: StudioState, { trajectory, recipe }: Exhibit): GenerateRequest {
  const made = timeline.trajectories.find(({ id }) => id === trajectory);
  if (made) return made.request;
  const wordless: Settings = { ...initialSettings, steps: settings.steps };
  const checked = checkSettings(recipe ? settingsOfRecipe(recipe, settings) : wordless, [], true);
  if ('request' in checked) return checked.request;
  return requestOfDefaults();
}

function requestOfDefaults(): GenerateRequest {
  const checked = checkSettings(initialSettings, [], true);
  if ('problems' in checked) throw new Error('the initial settings are wrong');
  return checked.request;
}
