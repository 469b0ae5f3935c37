import { Download } from 'lucide-react';
import { exportPly } from '../commands/export-ply';
import { StatusPopover } from './status-popover';
import { useStudio, useStudioState } from './studio-context';
import { Wordmark } from './wordmark';

export function Header() {
  const studio = useStudio();
  const canSave = useStudioState(({ exhibit }) => exhibit.finished !== null);
  return (
    <header className="header">
      <Wordmark />
      <div className="header-tools">
        <StatusPopover />
        <button
          type="button"
          className="pill"
          aria-label="Save .ply"
          disabled={!canSave}
          onClick={() => exportPly(studio)}
        >
          <Download aria-hidden size={16} />
          <span className="pill-label">Save .ply</span>
        </button>
      </div>
    </header>
  );
}
