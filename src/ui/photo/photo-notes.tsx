import { X } from 'lucide-react';
import { dismissRefused } from '../../commands/dismiss-refused';
import { useStudio, useStudioState } from '../studio-context';

/** What is wrong with the photos that are here, and why others are not. */
export function PhotoNotes() {
  const studio = useStudio();
  const refused = useStudioState(({ photos }) => photos.refused);
  const problem = useStudioState(({ problems }) => problems.photos);
  if (refused.length === 0 && !problem) return null;
  return (
    <div className="photo-notes" role="alert">
      <div>
        {problem && <p className="field-problem">{problem}</p>}
        {refused.map((reason) => (
          <p key={reason} className="field-problem">
            {reason}
          </p>
        ))}
      </div>
      {refused.length > 0 && (
        <button
          type="button"
          className="icon-button"
          aria-label="Dismiss what was refused"
          onClick={() => dismissRefused(studio)}
        >
          <X aria-hidden size={16} />
        </button>
      )}
    </div>
  );
}
