import { Slider } from 'radix-ui';
import type { KeyboardEvent } from 'react';
import { pause, play } from '../../commands/play';
import { scrub } from '../../commands/scrub';
import { lengthOf } from '../../store/timeline';
import { describeNoise } from '../format';
import { isPressed } from '../shortcuts/match';
import { useStudio, useStudioState } from '../studio-context';
import { usePosition } from './use-position';

/** Ticks closer than this many to a bar would be a grey band. */
const MAX_TICKS = 60;

/** The steps as a line to drag along, as far as they have been made; where a branch began is marked. */
export function StepSlider() {
  const studio = useStudio();
  const position = usePosition();
  const isPlaying = useStudioState(({ timeline }) => timeline.playback !== null);
  const step = position?.step ?? 0;
  const steps = position ? lengthOf(position.trajectory) : 1;
  const made = position?.trajectory.levels.length ?? 0;
  const parted = position?.trajectory.parent?.step;
  const turn = position?.trajectory.noising;
  // A slider needs two ends.
  const first = steps > 1 ? 1 : 0;
  const shareOf = (at: number) => `${(100 * (at - first)) / (steps - first)}%`;

  const onKeyDown = (event: KeyboardEvent) => {
    if (!isPressed('playHere', event) || !position) return;
    event.preventDefault();
    if (isPlaying) pause(studio);
    else void play(studio);
  };

  return (
    <Slider.Root
      className="slider timeline-slider"
      value={[Math.max(first, step)]}
      min={first}
      max={steps}
      step={1}
      disabled={!position || made < 2}
      onValueChange={([wanted]) => scrub(studio, wanted!)}
      onKeyDown={onKeyDown}
    >
      <Slider.Track className="slider-track">
        {position && (
          <>
            <span className="timeline-made" style={{ width: shareOf(made) }} />
            {steps > 2 && steps <= MAX_TICKS && (
              <span className="timeline-ticks" style={{ backgroundSize: `${100 / (steps - first)}% 100%` }} />
            )}
            {turn !== undefined && turn > 0 && turn < steps && (
              <span
                className="timeline-turn"
                style={{ insetInlineStart: shareOf(turn) }}
                title="From here on the noise is undone"
              />
            )}
            {parted !== undefined && parted !== turn && (
              <span
                className="timeline-parting"
                style={{ insetInlineStart: shareOf(parted) }}
                title="Branched here"
              />
            )}
          </>
        )}
        <Slider.Range className="slider-range" />
      </Slider.Track>
      <Slider.Thumb
        className="slider-thumb"
        aria-label="Step"
        aria-valuetext={
          position
            ? `Step ${step} of ${steps}, ${describeNoise(position.trajectory.levels[step - 1]!)}`
            : 'No steps'
        }
      />
    </Slider.Root>
  );
}
