import type { Studio } from './studio';

/** Puts a failure out of sight; the next generation starts clean anyway. */
export function dismissError({ store }: Studio): void {
  if (store.getState().job.status === 'failed') store.setState({ job: { status: 'idle' } });
}
