import { Download, X } from 'lucide-react';
import { cancelFile } from '../../commands/cancel-file';
import { savePicture } from '../../commands/save-picture';
import type { checkPictures } from '../../store/check-pictures';
import { frameCountOf, type PictureJob, sizeOf } from '../../store/pictures';
import { useStudio, useStudioState } from '../studio-context';

/** What will be saved, how saving goes, and what is wrong. */
export function SaveLine({ checked }: { readonly checked: ReturnType<typeof checkPictures> }) {
  const studio = useStudio();
  const { work, problem, notice } = useStudioState(({ files }) => files);
  if (work) {
    const percent = Math.round(100 * work.share);
    return (
      <footer className="pictures-footer">
        <div
          className="pictures-progress"
          role="progressbar"
          aria-label={`Saving ${work.name}`}
          aria-valuenow={percent}
        >
          <div className="progress-fill" style={{ transform: `scaleX(${work.share})` }} />
        </div>
        <span className="pictures-percent">{percent} %</span>
        <button type="button" className="button-main is-cancel" onClick={() => cancelFile(studio)}>
          <X aria-hidden size={16} />
          Cancel
        </button>
      </footer>
    );
  }
  const wrong = ('problems' in checked ? checked.problems.file : undefined) ?? problem;
  return (
    <footer className="pictures-footer">
      <p className={wrong ? 'field-problem' : 'pictures-summary'} role={wrong ? 'alert' : undefined}>
        {wrong ?? (notice || ('job' in checked ? describe(checked.job) : ''))}
      </p>
      <button
        type="button"
        className="button-main"
        disabled={!('job' in checked)}
        onClick={() => void savePicture(studio)}
      >
        <Download aria-hidden size={16} />
        Save
      </button>
    </footer>
  );
}

function describe(job: PictureJob): string {
  const { width, height } = sizeOf(job);
  const size = `${width} × ${height} pixels`;
  if (job.kind !== 'turntable') return `PNG, ${size}`;
  return `${frameCountOf(job)} frames of ${size}`;
}
