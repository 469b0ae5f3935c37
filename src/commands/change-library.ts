import { setLibrary } from './set-library';
import type { Studio } from './studio';

/** Changes the library, and shows why where that fails. */
export async function changeLibrary(
  { store, library }: Studio,
  act: (library: Studio['library']) => Promise<void>,
): Promise<boolean> {
  try {
    await act(library);
    return true;
  } catch (error) {
    setLibrary(store, () => ({ problem: (error as Error).message }));
    return false;
  }
}
