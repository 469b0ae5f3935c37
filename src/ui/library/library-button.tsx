import { LibraryBig } from 'lucide-react';
import { showLibrary } from '../../commands/show-library';
import { shortcutProps } from '../shortcuts/table';
import { useStudio, useStudioState } from '../studio-context';

/** Opens and closes the library; a dot says that something in it was interrupted. */
export function LibraryButton() {
  const studio = useStudio();
  const isOpen = useStudioState(({ library }) => library.isOpen);
  const interrupted = useStudioState(
    ({ library }) => library.cards.filter(({ status }) => status === 'unfinished').length,
  );
  return (
    <button
      type="button"
      className="pill library-button"
      {...shortcutProps('library')}
      aria-label={interrupted > 0 ? `Library, ${interrupted} interrupted` : 'Library'}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      onClick={() => void showLibrary(studio, !isOpen)}
    >
      <LibraryBig aria-hidden size={16} />
      <span className="pill-label">Library</span>
      {interrupted > 0 && <span className="library-dot" aria-hidden="true" />}
    </button>
  );
}
