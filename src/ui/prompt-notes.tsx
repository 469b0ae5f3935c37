import { PROMPT_CHARACTERS_MAX } from '../store/settings';
import { formatCount } from './format';
import { useStudioState } from './studio-context';

/** What there is to say about the prompt: what is wrong with it, or what of it will not be read. */
export function PromptNotes({ id }: { readonly id: string }) {
  const problem = useStudioState((state) => state.problems.prompt);
  const prompt = useStudioState((state) => state.settings.prompt);
  const job = useStudioState((state) => state.job);
  const notices = 'notices' in job ? job.notices : [];
  const isLong = prompt.length > PROMPT_CHARACTERS_MAX && [...prompt].length > PROMPT_CHARACTERS_MAX;
  return (
    <div id={id} className="prompt-notes">
      {problem && <p className="field-problem">{problem}</p>}
      {notices.length > 0
        ? notices.map(({ code, message }) => <p key={code}>{message}</p>)
        : isLong && <p>Only the first {formatCount(PROMPT_CHARACTERS_MAX)} characters will be read.</p>}
    </div>
  );
}
