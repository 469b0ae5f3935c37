import type { Exhibit } from '../store/exhibit';
import { settingsOfRecipe } from '../store/settings-of-recipe';
import { cancel } from './cancel';
import { endComparison } from './compare';
import { setVariations } from './set-variations';
import type { Studio } from './studio';

/** Shows an object in place of what is on the stage or being made. Its recipe, if it has one, becomes the settings. */
export function putOnStage(studio: Studio, exhibit: Exhibit): void {
  const { recipe } = exhibit;
  cancel(studio);
  endComparison(studio);
  setVariations(studio.store, () => ({ isOpen: false }));
  studio.store.setState(({ settings }) => ({
    exhibit: { shown: exhibit, finished: exhibit },
    ...(recipe && { settings: settingsOfRecipe(recipe, settings), problems: {} }),
  }));
}
