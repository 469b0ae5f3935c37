import type { Studio } from './studio';

/** Where the choice is kept between visits. */
const KEY = 'kiln.single-keys';

/** Switches the shortcuts of one character on or off, for this and later visits. */
export function setSingleKeys({ store }: Studio, singleKeys: boolean): void {
  store.setState({ singleKeys });
  try {
    localStorage.setItem(KEY, singleKeys ? 'on' : 'off');
  } catch {
    // Storage is switched off or full: it holds for this visit.
  }
}

/** Takes up the choice of the last visit. */
export function recallSingleKeys({ store }: Studio): void {
  try {
    if (localStorage.getItem(KEY) === 'off') store.setState({ singleKeys: false });
  } catch {
    // Storage is switched off: every visit is the first.
  }
}
