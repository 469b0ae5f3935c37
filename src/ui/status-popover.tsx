import { Popover } from 'radix-ui';
import { loadModel } from '../commands/load-model';
import type { Session } from '../store/session';
import { BACKEND_LABELS, formatMegabytes, formatMillions } from './format';
import { useStudio, useStudioState } from './studio-context';

/** One line on which model runs on what, with the whole answer behind it. */
export function StatusPopover() {
  const studio = useStudio();
  const session = useStudioState((state) => state.session);
  const model = studio.model.model;
  const name = session.status === 'ready' ? session.session.model.name : model;
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
          <Details session={session} model={model} onLoad={() => loadModel(studio)} />
          <p className="popover-note">The model runs on this machine. What you type never leaves it.</p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
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

function Details({
  session,
  model,
  onLoad,
}: {
  readonly session: Session;
  readonly model: string;
  readonly onLoad: () => void;
}) {
  switch (session.status) {
    case 'ready': {
      const { backend, model: loaded } = session.session;
      return (
        <>
          <h2>
            {loaded.name} on {BACKEND_LABELS[backend.name]}
          </h2>
          <p>{backend.why}</p>
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
          <h2>Loading {model}</h2>
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
          <h2>Warming up {model}</h2>
          <p>The weights are here; the first run on this machine is being prepared.</p>
        </>
      );
    case 'failed':
      return (
        <>
          <h2>{model} could not be loaded</h2>
          <p>{session.error.message}</p>
          <button type="button" className="button-quiet" onClick={onLoad}>
            Try again
          </button>
        </>
      );
    case 'idle':
      return (
        <>
          <h2>{model} is not loaded yet</h2>
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
