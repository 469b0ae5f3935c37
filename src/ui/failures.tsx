import { dismissError } from '../commands/dismiss-error';
import { generate } from '../commands/generate';
import { loadModel } from '../commands/load-model';
import { MessageCard } from './message-card';
import { useStudio, useStudioState } from './studio-context';

/** The failure that stands between a person and an object: of a generation, or of the model itself. */
export function Failures() {
  const studio = useStudio();
  const job = useStudioState((state) => state.job);
  const session = useStudioState((state) => state.session);
  if (job.status === 'failed') {
    return (
      <MessageCard
        message={job.error.message}
        action={{ label: 'Try again', run: () => void generate(studio) }}
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
