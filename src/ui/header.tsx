import { SaveMenu } from './files/save-menu';
import { LibraryButton } from './library/library-button';
import { ShortcutsDialog } from './shortcuts/shortcuts-dialog';
import { StatusPopover } from './status-popover';
import { Wordmark } from './wordmark';

export function Header() {
  return (
    <header className="header">
      <Wordmark />
      <div className="header-tools">
        <StatusPopover />
        <LibraryButton />
        <SaveMenu />
        <ShortcutsDialog />
      </div>
    </header>
  );
}
