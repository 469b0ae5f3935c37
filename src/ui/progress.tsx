import type { Job } from '../store/job';
import type { Session } from '../store/session';
import { formatMegabytes, formatSecondsLeft } from './format';
import { useStudioState } from './studio-context';

/** Ticks closer than this many to a bar would be a grey band. */
const MAX_TICKS = 60;

/** How far a generation is, in words, in the place that the examples leave. */
export function ProgressText() {
  const job = useStudioState((state) => state.job);
  const session = useStudioState((state) => state.session);
  const [what, howLong] = wordsFor(job, session);
  return (
    <p className="progress-text">
      <span>{what}</span>
      <span>{howLong}</span>
    </p>
  );
}

/** The fine line along the prompt bar: bytes while the model loads, then one tick a step. */
export function ProgressLine() {
  const job = useStudioState((state) => state.job);
  const session = useStudioState((state) => state.session);
  const share = shareOf(job, session);
  if (share === null) return null;
  const steps = job.status === 'running' ? job.place.count * job.steps : 0;
  return (
    <div
      className="progress-line"
      role="progressbar"
      aria-label={job.status === 'running' ? 'Generating' : 'Loading the model'}
      aria-valuemin={0}
      aria-valuemax={steps > 0 ? steps : 100}
      aria-valuenow={steps > 0 ? Math.round(share * steps) : Math.round(share * 100)}
      aria-valuetext={wordsFor(job, session).join(', ')}
      data-indeterminate={job.status === 'waiting' && session.status === 'warming'}
    >
      <div className="progress-fill" style={{ transform: `scaleX(${share})` }} />
      {steps > 1 && steps <= MAX_TICKS && (
        <div className="progress-ticks" style={{ backgroundSize: `${100 / steps}% 100%` }} />
      )}
    </div>
  );
}

/** In [0, 1]; null when there is nothing to wait for. */
function shareOf(job: Job, session: Session): number | null {
  if (job.status === 'running') {
    const { place, step, steps } = job;
    return (place.index + step / steps) / place.count;
  }
  if (job.status !== 'waiting') return null;
  if (session.status === 'loading') return session.total > 0 ? session.loaded / session.total : 0;
  return 1;
}

function wordsFor(job: Job, session: Session): [string, string] {
  if (job.status === 'running') {
    if (job.step === 0) return [job.request.photos ? 'Looking at the photos' : 'Reading the prompt', ''];
    const { step, steps, tau, secondsLeft, place } = job;
    const count = `${step} of ${steps}`;
    // On a phone a line holds one of the two.
    const what =
      place.count > 1
        ? `Variation ${place.index + 1} of ${place.count} · step ${count}`
        : `Step ${count} · τ ${tau.toFixed(2)}`;
    return [what, secondsLeft === null ? '' : formatSecondsLeft(secondsLeft)];
  }
  if (session.status === 'loading' && session.total > 0) {
    return [
      'Loading the model',
      `${formatMegabytes(session.loaded)} of ${formatMegabytes(session.total)} MB`,
    ];
  }
  return [session.status === 'warming' ? 'Warming up the model' : 'Loading the model', ''];
}
