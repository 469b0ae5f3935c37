import type { Job, Place } from '../store/job';
import type { GenerateRequest } from '../store/settings';
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
      const { place, step, steps, request } = job;
      const quarters = Math.floor((4 * (place.index + step / steps)) / place.count);
      return quarters === 0 ? `Generating ${subjectOf(request, place)}.` : `${25 * quarters} percent.`;
    }
    case 'done':
      return capitalised(
        `${subjectOf(job.request, job.place)} ${job.place.count > 1 ? 'are' : 'is'} finished.`,
      );
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

function subjectOf({ prompt }: GenerateRequest, { count }: Place): string {
  const object = prompt === '' ? 'the object from your photos' : `“${shorten(prompt)}”`;
  return count > 1 ? `${count} variations of ${object}` : object;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
