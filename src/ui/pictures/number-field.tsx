import { useId } from 'react';
import { setPicture } from '../../commands/set-picture';
import type { PictureProblems } from '../../store/check-pictures';
import type { PictureSettings } from '../../store/pictures';
import { FieldProblem } from '../field-problem';
import { useStudio } from '../studio-context';

interface Props {
  readonly field: keyof PictureProblems & keyof PictureSettings;
  readonly label: string;
  readonly settings: PictureSettings;
  readonly problems: PictureProblems;
}

/** A number to type. */
export function NumberField({ field, label, settings, problems }: Props) {
  const studio = useStudio();
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="input"
        inputMode="decimal"
        autoComplete="off"
        value={settings[field]}
        aria-invalid={problems[field] !== undefined}
        aria-describedby={`${id}-problem`}
        onChange={({ target }) => setPicture(studio, { [field]: target.value })}
      />
      <FieldProblem id={`${id}-problem`} problem={problems[field]} />
    </div>
  );
}
