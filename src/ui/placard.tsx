import { isBusy } from '../store/job';
import { describeRecipe } from './format';
import { useStudioState } from './studio-context';

/** The label beside an object, as in a museum: what it is and how it was made. */
export function Placard() {
  const shown = useStudioState(({ exhibit }) => exhibit.shown);
  const busy = useStudioState(({ job }) => isBusy(job));
  if (!shown) return null;
  const isMaking = busy && shown.origin === 'made' && shown.step < shown.steps;
  return (
    <aside className="placard" aria-label="About this object">
      <p className="placard-title">{shown.recipe?.prompt ?? 'Untitled'}</p>
      <p className="placard-recipe">
        {isMaking ? `condensing, step ${shown.step} of ${shown.steps}` : describeRecipe(shown)}
      </p>
      {shown.origin === 'sample' && <p className="placard-origin">made by Kiln, and shipped with it</p>}
    </aside>
  );
}
