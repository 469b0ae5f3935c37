import { setPicture } from '../../commands/set-picture';
import type { PictureProblems } from '../../store/check-pictures';
import type { PictureSettings } from '../../store/pictures';
import { useStudio, useStudioState } from '../studio-context';
import { FILM_FORMATS } from './labels';
import { NumberField } from './number-field';
import { Segments } from './segments';

interface Props {
  readonly settings: PictureSettings;
  readonly problems: PictureProblems;
}

/** What only films have. */
export function FilmFields({ settings, problems }: Props) {
  const studio = useStudio();
  const possible = useStudioState(({ pictures }) => pictures.filmFormats);
  const missing = possible ? FILM_FORMATS.filter(({ value }) => !possible.includes(value)) : [];
  return (
    <>
      <div className="field-pair">
        <NumberField field="seconds" label="Seconds" settings={settings} problems={problems} />
        <NumberField
          field="framesPerSecond"
          label="Frames a second"
          settings={settings}
          problems={problems}
        />
      </div>
      <div className="field" aria-busy={possible === null}>
        <span className="field-label">Format</span>
        <Segments
          label="Format"
          value={settings.format}
          options={FILM_FORMATS}
          disabled={missing.map(({ value }) => value)}
          onChange={(format) => setPicture(studio, { format })}
        />
        {missing.length > 0 && (
          <p className="field-note">
            This browser cannot encode {missing.map(({ label }) => label).join(' or ')} of this size.
          </p>
        )}
      </div>
    </>
  );
}
