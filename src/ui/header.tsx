import { SaveMenu } from './files/save-menu';
import { StatusPopover } from './status-popover';
import { Wordmark } from './wordmark';

export function Header() {
  return (
    <header className="header">
      <Wordmark />
      <div className="header-tools">
        <StatusPopover />
        <SaveMenu />
      </div>
    </header>
  );
}
