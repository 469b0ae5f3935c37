import { Download, Upload, X } from 'lucide-react';
import { useRef } from 'react';
import { exportLibrary } from '../../commands/export-library';
import { importLibrary } from '../../commands/import-library';
import { cancelMove } from '../../commands/move-library';
import { useStudio, useStudioState } from '../studio-context';
import { StorageLine } from './storage-line';

/** The library as a whole: the room that it takes, and the way out and in. */
export function LibraryFooter() {
  const studio = useStudio();
  const work = useStudioState(({ library }) => library.work);
  const notice = useStudioState(({ library }) => library.notice);
  const isEmpty = useStudioState(({ library }) => !library.cards.some(({ status }) => status === 'kept'));
  const picker = useRef<HTMLInputElement>(null);
  const percent = work && Math.round(100 * work.share);
  return (
    <footer className="library-footer">
      <p className="library-notice" aria-live="polite">
        {notice}
      </p>
      <StorageLine />
      {work ? (
        <div className="library-moves">
          <div
            className="library-progress"
            role="progressbar"
            aria-label={work.kind === 'exporting' ? 'Exporting' : 'Importing'}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={percent!}
          >
            <div className="library-progress-fill" style={{ transform: `scaleX(${work.share})` }} />
          </div>
          <button type="button" className="button-quiet" onClick={() => cancelMove(studio)}>
            <X aria-hidden size={16} />
            Cancel {work.kind}
          </button>
        </div>
      ) : (
        <div className="library-moves">
          <button
            type="button"
            className="button-quiet"
            disabled={isEmpty}
            onClick={() => void exportLibrary(studio)}
          >
            <Download aria-hidden size={16} />
            Export all
          </button>
          <button type="button" className="button-quiet" onClick={() => picker.current?.click()}>
            <Upload aria-hidden size={16} />
            Import
          </button>
        </div>
      )}
      <input
        ref={picker}
        type="file"
        accept=".zip,application/zip"
        hidden
        aria-label="Library file"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) void importLibrary(studio, file);
          // The same file may be chosen again later, and that is a change.
          currentTarget.value = '';
        }}
      />
    </footer>
  );
}
