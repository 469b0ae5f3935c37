import { libraryBytes } from '../../store/library';
import { formatBytes } from '../format';
import { useStudioState } from '../studio-context';

/** How much the library takes, and how much this browser gives to Kiln. */
export function StorageLine() {
  const bytes = useStudioState(({ library }) => libraryBytes(library.cards));
  const storage = useStudioState(({ library }) => library.storage);
  return (
    <div className="library-storage">
      <p>
        <span>{formatBytes(bytes)} in the library</span>
        {storage && (
          <span>
            {formatBytes(storage.used)} of {formatBytes(storage.quota)} used
          </span>
        )}
      </p>
      {storage && (
        <div className="library-progress" aria-hidden="true">
          <div
            className="library-progress-fill"
            style={{ transform: `scaleX(${Math.min(1, storage.used / storage.quota)})` }}
          />
        </div>
      )}
      {storage && !storage.isPersistent && bytes > 0 && (
        <p>The browser may clear it on a full disk: export it.</p>
      )}
    </div>
  );
}
