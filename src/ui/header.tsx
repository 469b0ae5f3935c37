import { SaveMenu } from './files/save-menu';
import { ShortcutsDialog } from './shortcuts/shortcuts-dialog';
import { StatusPopover } from './status-popover';
import { Wordmark } from './wordmark';

export function Header() {
  return (
    <header className="header">
      <Wordmark />
      <div className="header-tools">
        <StatusPopover />
        <SaveMenu />
        <ShortcutsDialog />
      </div>
    </header>
  );
}
