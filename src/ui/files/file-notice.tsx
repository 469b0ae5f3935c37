import { useStudioState } from '../studio-context';

/** Tells a screen reader what became of a file. */
export function FileNotice() {
  const notice = useStudioState(({ files }) => files.notice);
  return (
    <p className="visually-hidden" aria-live="polite">
      {notice}
    </p>
  );
}
