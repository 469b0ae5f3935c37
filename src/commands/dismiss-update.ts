import type { Studio } from './studio';

/** The newer version takes over on the next visit. */
export function dismissUpdate({ store }: Studio): void {
  store.setState({ update: 'none' });
}
