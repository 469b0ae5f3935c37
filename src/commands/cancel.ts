import { isBusy } from '../store/job';
import type { Studio } from './studio';

/** Stops what is running; the stage goes back to the last finished object. */
export function cancel(studio: Studio): void {
  const { job, exhibit } = studio.store.getState();
  if (!isBusy(job) || !('request' in job)) return;
  studio.running?.abort();
  studio.running = null;
  studio.store.setState({
    job: { status: 'cancelled', request: job.request },
    exhibit: { ...exhibit, shown: exhibit.finished },
  });
}
