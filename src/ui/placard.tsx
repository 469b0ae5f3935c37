import { Columns2, LayoutGrid, Waves } from 'lucide-react';
import { compare } from '../commands/compare';
import { howItWorks } from '../commands/how-it-works';
import { showVariations } from '../commands/pick-variation';
import { isBusy } from '../store/job';
import { describeRecipe, titleOf } from './format';
import { useStudio, useStudioState } from './studio-context';
import { usePosition } from './timeline/use-position';

/** The label beside an object, as in a museum: what it is and how it was made. */
export function Placard() {
  const studio = useStudio();
  const shown = useStudioState(({ exhibit }) => exhibit.shown);
  const busy = useStudioState(({ job }) => isBusy(job));
  const variations = useStudioState((state) => state.variations.cells.length);
  const position = usePosition();
  const name = useStudioState(({ library }) => library.cards.find(({ id }) => id === shown?.card)?.name);
  if (!shown) return null;
  const isMaking = busy && shown.origin === 'made' && shown.step < shown.steps;
  const noising = position?.trajectory.noising ?? 0;
  const isNoising = position !== null && position.step <= noising;
  return (
    <aside className="placard" aria-label="About this object">
      <p className="placard-title">{name ?? titleOf(shown)}</p>
      <p className="placard-recipe">
        {isMaking
          ? `${isNoising ? 'adding noise' : 'condensing'}, step ${shown.step} of ${shown.steps}`
          : describeRecipe(shown)}
      </p>
      {shown.origin === 'sample' && <p className="placard-origin">made by Kiln, and shipped with it</p>}
      {!busy && shown.photos && shown.photos.length > 0 && (
        <button type="button" className="placard-action" onClick={() => void compare(studio, 0)}>
          <Columns2 aria-hidden size={15} />
          Compare with the photo{shown.photos.length > 1 && 's'}
        </button>
      )}
      {variations > 1 && (
        <button type="button" className="placard-action" onClick={() => showVariations(studio)}>
          <LayoutGrid aria-hidden size={15} />
          All {variations} variations
        </button>
      )}
      {!busy && noising === 0 && (
        <button type="button" className="placard-action" onClick={() => void howItWorks(studio)}>
          <Waves aria-hidden size={15} />
          How it works
        </button>
      )}
    </aside>
  );
}
