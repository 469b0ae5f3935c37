import { Slider } from 'radix-ui';
import { useId } from 'react';
import { setField } from '../commands/set-field';
import { FieldProblem } from './field-problem';
import { useStudio, useStudioState } from './studio-context';

interface Props {
  readonly field: 'steps' | 'guidance' | 'photoGuidance' | 'fidelity';
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** What lies at both ends, in a few words. */
  readonly ends?: readonly [string, string];
}

/** A number to drag or to type. What is typed may lie beyond the slider's end, which then stays there. */
export function SliderField({ field, label, min, max, step, ends }: Props) {
  const studio = useStudio();
  const text = useStudioState((state) => state.settings[field]);
  const problem = useStudioState((state) => state.problems[field]);
  const id = useId();
  const value = Number(text);
  const position = Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : min;
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <div className="field-row">
        <Slider.Root
          className="slider"
          value={[position]}
          min={min}
          max={max}
          step={step}
          onValueChange={([chosen]) => setField(studio, field, String(chosen))}
        >
          <Slider.Track className="slider-track">
            <Slider.Range className="slider-range" />
          </Slider.Track>
          <Slider.Thumb className="slider-thumb" aria-label={`${label}, slider`} />
        </Slider.Root>
        <input
          id={id}
          className="input input-number"
          inputMode="decimal"
          autoComplete="off"
          value={text}
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}-problem`}
          onChange={(event) => setField(studio, field, event.target.value)}
        />
      </div>
      {ends && (
        <p className="slider-ends">
          <span>{ends[0]}</span>
          <span>{ends[1]}</span>
        </p>
      )}
      <FieldProblem id={`${id}-problem`} problem={problem} />
    </div>
  );
}
