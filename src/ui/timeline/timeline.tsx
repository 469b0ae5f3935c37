import { Pause, Play, SkipBack, SkipForward, Split } from 'lucide-react';
import { continueFrom } from '../../commands/continue-from';
import { pause, play } from '../../commands/play';
import { scrub } from '../../commands/scrub';
import { isUnchanged } from '../../store/branch-changes';
import { isBusy } from '../../store/job';
import { canContinue, lengthOf, type Position, positionOf } from '../../store/timeline';
import { describeNoise } from '../format';
import { Hint } from '../hint';
import { type ShortcutId, shortcutProps } from '../shortcuts/table';
import { useStudio, useStudioState } from '../studio-context';
import { Generations } from './generations';
import { StepSlider } from './step-slider';
import { usePosition } from './use-position';

/** Time as a control: the steps of the object on the stage, to look at, to play and to go on from. */
export function Timeline() {
  const isThere = useStudioState(({ job, timeline }) => isBusy(job) || timeline.trajectories.length > 0);
  return isThere ? <Controls /> : null;
}

function Controls() {
  const studio = useStudio();
  const position = usePosition();
  const isPlaying = useStudioState(({ timeline }) => timeline.playback !== null);
  const step = position?.step ?? 0;
  const newest = position?.trajectory.levels.length ?? 0;
  return (
    <section className="timeline" aria-label="Timeline">
      <div className="timeline-keys">
        <StepButton label="Step back" shortcut="stepBack" to={step - 1} isThere={step > 1} Icon={SkipBack} />
        <Hint text={isPlaying ? 'Pause' : 'Play the steps'} side="top">
          <button
            type="button"
            className="icon-button timeline-play"
            aria-label={isPlaying ? 'Pause' : 'Play the steps'}
            disabled={newest < 2}
            onClick={() => (isPlaying ? pause(studio) : void play(studio))}
            {...shortcutProps('play')}
          >
            {isPlaying ? (
              <Pause aria-hidden size={17} fill="currentColor" />
            ) : (
              <Play aria-hidden size={17} fill="currentColor" />
            )}
          </button>
        </Hint>
        <StepButton
          label="Step forward"
          shortcut="stepForward"
          to={step + 1}
          isThere={step < newest}
          Icon={SkipForward}
        />
      </div>
      <StepSlider />
      <p className="timeline-text">
        <StepText position={position} />
      </p>
      <div className="timeline-branch">
        <ContinueButton />
        <Generations />
      </div>
    </section>
  );
}

function StepButton({
  label,
  shortcut,
  to,
  isThere,
  Icon,
}: {
  readonly label: string;
  readonly shortcut: ShortcutId;
  readonly to: number;
  readonly isThere: boolean;
  readonly Icon: typeof SkipBack;
}) {
  const studio = useStudio();
  return (
    <Hint text={label} side="top">
      <button
        type="button"
        className="icon-button"
        aria-label={label}
        disabled={!isThere}
        onClick={() => scrub(studio, to)}
        {...shortcutProps(shortcut)}
      >
        <Icon aria-hidden size={16} />
      </button>
    </Hint>
  );
}

function StepText({ position }: { readonly position: Position | null }) {
  const job = useStudioState((state) => state.job);
  if (!position) {
    const isStarting = job.status === 'waiting' || (job.status === 'running' && job.step === 0);
    return (
      <>
        <span>{isStarting ? 'Starting' : 'No steps'}</span>
        <span className="timeline-level">{isStarting ? 'all noise' : 'were kept of this'}</span>
      </>
    );
  }
  const { step, trajectory } = position;
  const tau = trajectory.levels[step - 1]!;
  return (
    <>
      <span>
        {step} of {lengthOf(trajectory)}
      </span>
      <span className="timeline-level">
        {describeNoise(tau)} · τ&nbsp;{tau.toFixed(2)}
      </span>
    </>
  );
}

function ContinueButton() {
  const studio = useStudio();
  const step = useStudioState((state) => branchStep(positionOf(state)));
  const isSame = useStudioState((state) => {
    const position = positionOf(state);
    return position !== null && isUnchanged(state, position.trajectory);
  });
  const can = step !== null;
  const undoes = useStudioState((state) => {
    const position = positionOf(state);
    return position !== null && position.step <= position.trajectory.noising;
  });
  const withWhat = isSame ? 'a new seed' : 'the prompt and settings below';
  const onward =
    undoes && isSame ? `Undoes the noise from step ${step} on` : `Goes on from step ${step} with ${withWhat}`;
  const why = can ? onward : undoes ? 'Go to a step with noise first' : 'Go back to an earlier step first';
  return (
    <Hint text={why} side="top">
      <button
        type="button"
        className="button-quiet timeline-continue"
        // Not disabled, which would take the hint away that says why.
        aria-disabled={!can}
        onClick={() => {
          if (can) void continueFrom(studio);
        }}
        {...shortcutProps('branch')}
      >
        <Split aria-hidden size={16} />
        <span>
          Continue<span className="timeline-long"> from here</span>
        </span>
      </button>
    </Hint>
  );
}

/** The step that a branch would leave at; nothing is left to do after the last. */
function branchStep(position: Position | null): number | null {
  return position && canContinue(position) ? position.step : null;
}
