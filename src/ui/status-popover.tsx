import { Popover } from 'radix-ui';
import { chooseModel } from '../commands/choose-model';
import { loadModel } from '../commands/load-model';
import { isBusy } from '../store/job';
import { MODELS, type ModelRequest } from '../store/model-choice';
import type { Session } from '../store/session';
import { Choice } from './choice';
import { BACKEND_LABELS, formatMegabytes, formatMillions } from './format';
import { useStudio, useStudioState } from './studio-context';

/** One line on which model runs on what, with the whole answer behind it. */
export function StatusPopover() {
  const studio = useStudio();
  const session = useStudioState((state) => state.session);
  const choice = useStudioState((state) => state.modelChoice);
  const name = nameOf(session) ?? (choice === 'auto' ? 'Model' : choice);
  const state = stateOf(session);
  return (
    <Popover.Root>
      <Popover.Trigger className="pill status" data-status={session.status} aria-label={`${name} · ${state}`}>
        <span className="status-dot" aria-hidden="true" />
        <span className="status-text">
          <span className="pill-label">{name} · </span>
          {state}
        </span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="popover"
          align="end"
          sideOffset={8}
          collisionPadding={12}
          aria-label="What runs"
        >
          <Details session={session} onLoad={() => loadModel(studio)} />
          <ModelField choice={choice} />
          <p className="popover-note">The model runs on this machine. What you type never leaves it.</p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Null where no model is chosen yet. */
function nameOf(session: Session): string | null {
  if (session.status === 'ready') return session.session.model.name;
  if (session.status === 'loading' || session.status === 'warming') return session.model ?? null;
  return null;
}

/** In a word or two, for the line after the model's name. */
function stateOf(session: Session): string {
  switch (session.status) {
    case 'idle':
      return 'not loaded yet';
    case 'loading':
      return session.total > 0 ? `${percentOf(session)} %` : 'loading';
    case 'warming':
      return 'warming up';
    case 'ready':
      return BACKEND_LABELS[session.session.backend.name];
    case 'failed':
      return 'failed';
    default:
      return session satisfies never;
  }
}

/** Whole percents, down: 100 is not shown before the last byte. */
function percentOf({ loaded, total }: { readonly loaded: number; readonly total: number }): number {
  return Math.floor((100 * loaded) / total);
}

const MODEL_LABELS: Readonly<Record<string, string>> = {
  auto: 'Automatic',
  'kiln-b': 'kiln-b, finer: for graphics processors',
  'kiln-s': 'kiln-s, small: runs anywhere',
};

/** The model can be changed while nothing is being made: what is would be lost. */
function ModelField({ choice }: { readonly choice: ModelRequest }) {
  const studio = useStudio();
  const isMaking = useStudioState(({ job }) => isBusy(job));
  // The page's address may name one that is not offered.
  const offered = new Set<string>(['auto', ...MODELS, choice]);
  return (
    <div className="field popover-field">
      <span className="field-label">Model</span>
      <Choice
        label="Model"
        value={choice}
        options={[...offered].map((value) => ({ value, label: MODEL_LABELS[value] ?? value }))}
        onChange={(value) => chooseModel(studio, value)}
        disabled={isMaking}
      />
      {isMaking && <p>It can be changed once the object is finished.</p>}
    </div>
  );
}

function Details({ session, onLoad }: { readonly session: Session; readonly onLoad: () => void }) {
  switch (session.status) {
    case 'ready': {
      const { backend, model: loaded } = session.session;
      return (
        <>
          <h2>
            {loaded.name} on {BACKEND_LABELS[backend.name]}
          </h2>
          <p>{backend.why}</p>
          <p>{loaded.why}</p>
          <dl>
            {backend.adapter && (
              <>
                <dt>Graphics</dt>
                <dd>{backend.adapter}</dd>
              </>
            )}
            <dt>Weights</dt>
            <dd>{formatMillions(loaded.parameters)}</dd>
            <dt>Views</dt>
            <dd>
              6 of {loaded.resolution} × {loaded.resolution}
            </dd>
            <dt>SHA-256</dt>
            <dd>
              <code>{loaded.hash.slice(0, 12)}</code>
            </dd>
          </dl>
        </>
      );
    }
    case 'loading':
      return (
        <>
          <h2>Loading {session.model ?? 'the model'}</h2>
          <p>
            {session.total > 0
              ? `${formatMegabytes(session.loaded)} of ${formatMegabytes(session.total)} MB. The browser keeps it for the next visit.`
              : 'Looking for the model.'}
          </p>
        </>
      );
    case 'warming':
      return (
        <>
          <h2>Warming up {session.model}</h2>
          <p>The weights are here; the first run on this machine is being prepared.</p>
        </>
      );
    case 'failed':
      return (
        <>
          <h2>The model could not be loaded</h2>
          <p>{session.error.message}</p>
          <button type="button" className="button-quiet" onClick={onLoad}>
            Try again
          </button>
        </>
      );
    case 'idle':
      return (
        <>
          <h2>The model is not loaded yet</h2>
          <p>Your browser asks to save data, so it is fetched when you first generate.</p>
          <button type="button" className="button-quiet" onClick={onLoad}>
            Load it now
          </button>
        </>
      );
    default:
      return session satisfies never;
  }
}
