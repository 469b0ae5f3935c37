import type { Job } from '../store/job';
import { shorten } from './format';
import { useStudioState } from './studio-context';

/** Tells a screen reader how a generation goes: its start, its quarters and its end, never every step. */
export function Announcer() {
  const text = useStudioState(({ job }) => announcementOf(job));
  return (
    <p className="visually-hidden" role="status">
      {text}
    </p>
  );
}

function announcementOf(job: Job): string {
  switch (job.status) {
    case 'waiting':
      return 'Loading the model.';
    case 'running': {
      const quarters = Math.floor((4 * job.step) / job.request.steps);
      return quarters === 0 ? `Generating “${shorten(job.request.prompt)}”.` : `${25 * quarters} percent.`;
    }
    case 'done':
      return `“${shorten(job.request.prompt)}” is finished.`;
    case 'cancelled':
      return 'Cancelled.';
    case 'idle':
    case 'failed':
      // A failure is announced by its own card.
      return '';
    default:
      return job satisfies never;
  }
}
