import { continueFrom } from '../commands/continue-from';
import { dismissError } from '../commands/dismiss-error';
import { dismissFileProblem } from '../commands/dismiss-file-problem';
import { generate } from '../commands/generate';
import { loadModel } from '../commands/load-model';
import { MessageCard } from './message-card';
import { useStudio, useStudioState } from './studio-context';

/** The failure that stands between a person and an object: of a file, of a generation, or of the model itself. */
export function Failures() {
  const studio = useStudio();
  const job = useStudioState((state) => state.job);
  const session = useStudioState((state) => state.session);
  const fileProblem = useStudioState(({ files }) => files.problem);
  if (fileProblem) return <MessageCard message={fileProblem} onDismiss={() => dismissFileProblem(studio)} />;
  if (job.status === 'failed') {
    return (
      <MessageCard
        message={job.error.message}
        action={{
          label: 'Try again',
          run: () => void (job.request.from ? continueFrom(studio) : generate(studio)),
        }}
        onDismiss={() => dismissError(studio)}
      />
    );
  }
  if (session.status === 'failed' && job.status !== 'waiting') {
    return (
      <MessageCard
        message={session.error.message}
        action={{ label: 'Try again', run: () => loadModel(studio) }}
      />
    );
  }
  return null;
}
