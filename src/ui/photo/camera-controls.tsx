import { RotateCcw } from 'lucide-react';
import { Slider } from 'radix-ui';
import { useId } from 'react';
import { correctCamera } from '../../commands/correct-camera';
import { ELEVATIONS, FIELDS_OF_VIEW } from '../../photo/fit-camera';
import { sourceOf } from '../../store/photos';
import type { Comparison } from '../../store/view';
import { Hint } from '../hint';
import { useStudio, useStudioState } from '../studio-context';

/** The camera that was found for a photo, to look at and to correct. */
export function CameraControls({ comparison }: { readonly comparison: Comparison }) {
  const studio = useStudio();
  const { index, found, corrected, rendering } = comparison;
  const isKept = useStudioState(({ exhibit, photos }) => {
    const photo = exhibit.finished?.photos?.[index];
    return photo !== undefined && sourceOf(photos, photo)?.camera !== undefined;
  });
  if (!found) {
    return (
      <p className="camera-controls is-waiting" role="status">
        {rendering === null ? 'Looking for the photo’s camera' : ''}
      </p>
    );
  }
  const { elevation, fieldOfView } = corrected ?? found.camera;
  return (
    <fieldset className="camera-controls" aria-label="Camera of the photo">
      <Angle
        label="From above"
        value={elevation}
        range={ELEVATIONS}
        onChange={(elevation) => void correctCamera(studio, { elevation })}
      />
      <Angle
        label="Field of view"
        value={fieldOfView}
        range={FIELDS_OF_VIEW}
        onChange={(fieldOfView) => void correctCamera(studio, { fieldOfView })}
      />
      <Hint text="Back to the camera that was found">
        <button
          type="button"
          className="icon-button"
          aria-label="Back to the camera that was found"
          disabled={!corrected}
          onClick={() => void correctCamera(studio, null)}
        >
          <RotateCcw aria-hidden size={17} />
        </button>
      </Hint>
      <p className="camera-note" role="status">
        {isKept && 'The next object from this photo is made with this camera.'}
      </p>
    </fieldset>
  );
}

interface AngleProps {
  readonly label: string;
  /** Degrees. */
  readonly value: number;
  readonly range: { readonly min: number; readonly max: number };
  readonly onChange: (value: number) => void;
}

function Angle({ label, value, range: { min, max }, onChange }: AngleProps) {
  const id = useId();
  return (
    <div className="camera-angle">
      <span id={id} className="field-label">
        {label} <output>{Math.round(value)}°</output>
      </span>
      <Slider.Root
        className="slider"
        min={min}
        max={max}
        step={1}
        value={[Math.round(value)]}
        onValueChange={([degrees]) => onChange(degrees!)}
      >
        <Slider.Track className="slider-track">
          <Slider.Range className="slider-range" />
        </Slider.Track>
        <Slider.Thumb
          className="slider-thumb"
          aria-label={label}
          aria-valuetext={`${Math.round(value)} degrees`}
        />
      </Slider.Root>
    </div>
  );
}
