import { isBusy } from '../store/job';
import { retreat } from './retreat';
import { dropUnbegun } from './set-variations';
import type { Studio } from './studio';

/** Stops what is running; its steps are kept, and the stage goes back to what it showed before. */
export function cancel(studio: Studio): void {
  const { job } = studio.store.getState();
  if (!isBusy(job) || !('request' in job)) return;
  studio.running?.abort();
  studio.running = null;
  studio.store.setState({ job: { status: 'cancelled', request: job.request } });
  dropUnbegun(studio.store);
  retreat(studio);
}
