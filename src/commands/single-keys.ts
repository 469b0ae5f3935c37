import { recall, remember } from './between-visits';
import type { Studio } from './studio';

/** Where the choice is kept between visits. */
const KEY = 'kiln.single-keys';

/** Switches the shortcuts of one character on or off, for this and later visits. */
export function setSingleKeys({ store }: Studio, singleKeys: boolean): void {
  store.setState({ singleKeys });
  remember(KEY, singleKeys ? 'on' : 'off');
}

/** Takes up the choice of the last visit. */
export function recallSingleKeys({ store }: Studio): void {
  if (recall(KEY) === 'off') store.setState({ singleKeys: false });
}
