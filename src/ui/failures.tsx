import { continueFrom } from '../commands/continue-from';
import { dismissError } from '../commands/dismiss-error';
import { dismissFileProblem } from '../commands/dismiss-file-problem';
import { generate } from '../commands/generate';
import { dismissUnkept, keepAgain } from '../commands/keep';
import { loadModel } from '../commands/load-model';
import { MessageCard } from './message-card';
import { useStudio, useStudioState } from './studio-context';

/** The failure that stands between a person and an object: of a file, of a generation, or of the model itself. */
export function Failures() {
  const studio = useStudio();
  const job = useStudioState((state) => state.job);
  const session = useStudioState((state) => state.session);
  // The library shows it itself: on a phone it lies over this.
  const fileProblem = useStudioState(({ files, library }) => (library.isOpen ? null : files.problem));
  const unkept = useStudioState(({ library }) => library.unkept);
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
  if (unkept) {
    return (
      <MessageCard
        message={`The object is not in your library, and stays on the stage: save it as a file, or try again. ${unkept.why}`}
        action={{ label: 'Try again', run: () => void keepAgain(studio) }}
        onDismiss={() => dismissUnkept(studio)}
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
