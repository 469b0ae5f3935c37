import { dismissUpdate } from '../commands/dismiss-update';
import { takeUpdate } from '../commands/take-update';
import { isBusy } from '../store/job';
import { useStudio, useStudioState } from './studio-context';

/** Offers a newer version, in no hurry: never while something is being made, saved or opened. */
export function UpdateOffer() {
  const studio = useStudio();
  const isOffered = useStudioState(
    ({ update, job, files }) => update === 'ready' && !isBusy(job) && !files.work,
  );
  const hasMade = useStudioState(({ timeline }) => timeline.trajectories.length > 0);
  return (
    <div className="update-offer" aria-live="polite">
      {isOffered && (
        <div className="update-card">
          <p>A new version is ready.{hasMade && ' Save what you want to keep first.'}</p>
          <button type="button" className="button-quiet" onClick={() => void takeUpdate()}>
            Reload
          </button>
          <button type="button" className="button-quiet is-bare" onClick={() => dismissUpdate(studio)}>
            Later
          </button>
        </div>
      )}
    </div>
  );
}
