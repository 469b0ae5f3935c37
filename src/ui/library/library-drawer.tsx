import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useRef, useState } from 'react';
import { dismissLibraryProblem } from '../../commands/dismiss-library-problem';
import { showLibrary } from '../../commands/show-library';
import { searchCards } from '../../store/library';
import { formatCount } from '../format';
import { MessageCard } from '../message-card';
import { useStudio, useStudioState } from '../studio-context';
import { SMALL, useMedia } from '../use-media';
import { useReturnFocus } from '../use-return-focus';
import { CardGrid } from './card-grid';
import { LibraryFooter } from './library-footer';
import { SearchField } from './search-field';
import { UndoToast } from './undo-toast';

/** Everything that was made: beside the stage where there is room, over it on a phone. */
export function LibraryDrawer() {
  const studio = useStudio();
  const isOpen = useStudioState(({ library }) => library.isOpen);
  const isSmall = useMedia(SMALL);
  return (
    <Dialog.Root open={isOpen} modal={isSmall} onOpenChange={(open) => void showLibrary(studio, open)}>
      {isOpen && <Drawer />}
    </Dialog.Root>
  );
}

function Drawer() {
  const studio = useStudio();
  const cards = useStudioState(({ library }) => library.cards);
  const problem = useStudioState(({ library, files }) => library.problem ?? files.problem);
  const [search, setSearch] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const returnFocus = useReturnFocus();
  return (
    <Dialog.Content
      className="library"
      aria-describedby={undefined}
      onCloseAutoFocus={returnFocus}
      // The stage beside it stays in use.
      onInteractOutside={(event) => event.preventDefault()}
      onEscapeKeyDown={(event) => {
        const target = event.target as HTMLElement;
        const isClearing = target === field.current && search !== '';
        if (isClearing) setSearch('');
        // A field for a name puts itself away.
        if (isClearing || target.matches('.card-name')) event.preventDefault();
      }}
    >
      <header className="library-header">
        <Dialog.Title>Library</Dialog.Title>
        <span className="library-count">{cards.length > 0 && formatCount(cards.length)}</span>
        <Dialog.Close className="icon-button" aria-label="Close the library">
          <X aria-hidden size={18} />
        </Dialog.Close>
      </header>
      {(cards.length > 0 || search !== '') && <SearchField ref={field} value={search} onChange={setSearch} />}
      {problem !== null && <MessageCard message={problem} onDismiss={() => dismissLibraryProblem(studio)} />}
      <CardGrid cards={searchCards(cards, search)} search={search} />
      <UndoToast onGone={() => field.current?.focus()} />
      <LibraryFooter />
    </Dialog.Content>
  );
}
