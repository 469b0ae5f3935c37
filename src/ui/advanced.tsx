import { Dices } from 'lucide-react';
import { useId } from 'react';
import { chooseCount } from '../commands/choose-count';
import { rollSeed } from '../commands/roll-seed';
import { setField } from '../commands/set-field';
import {
  FIDELITY_MAX,
  FIDELITY_MIN,
  GUIDANCE_MIN,
  PHOTO_GUIDANCE_MAX,
  PHOTO_GUIDANCE_MIN,
  SAMPLERS,
  type SamplerName,
  STEPS_MIN,
} from '../store/settings';
import { VARIATIONS_MAX } from '../store/variations';
import { Choice } from './choice';
import { FieldProblem } from './field-problem';
import { SAMPLER_LABELS } from './format';
import { Hint } from './hint';
import { SliderField } from './slider-field';
import { useStudio, useStudioState } from './studio-context';

/** The sliders end where more stops helping; the fields beside them take all that the model does. */
const SLIDER_STEPS = 60;
const SLIDER_GUIDANCE = 8;

/** What decides an object beside the prompt. */
export function Advanced() {
  const studio = useStudio();
  const sampler = useStudioState((state) => state.settings.sampler);
  const hasPhotos = useStudioState(({ photos }) => photos.tray.length > 0);
  return (
    <div className="advanced">
      <div className="advanced-pair">
        <SeedField />
        <CountField />
      </div>
      <div className="field">
        <span className="field-label">Sampler</span>
        <Choice
          label="Sampler"
          value={sampler}
          options={SAMPLERS.map((value) => ({ value, label: SAMPLER_LABELS[value] }))}
          onChange={(value) => setField(studio, 'sampler', value as SamplerName)}
        />
      </div>
      <SliderField field="steps" label="Steps" min={STEPS_MIN} max={SLIDER_STEPS} step={1} />
      <SliderField field="guidance" label="Guidance" min={GUIDANCE_MIN} max={SLIDER_GUIDANCE} step={0.5} />
      {hasPhotos && (
        <SliderField
          field="photoGuidance"
          label="Follow the photo"
          min={PHOTO_GUIDANCE_MIN}
          max={PHOTO_GUIDANCE_MAX}
          step={0.05}
        />
      )}
      {hasPhotos && (
        <SliderField
          field="fidelity"
          label="Fidelity to the photos"
          min={FIDELITY_MIN}
          max={FIDELITY_MAX}
          step={0.05}
          ends={['one plausible object', 'what all have in common']}
        />
      )}
    </div>
  );
}

function CountField() {
  const studio = useStudio();
  const count = useStudioState(({ variations }) => variations.count);
  return (
    <div className="field">
      <span className="field-label">Variations</span>
      <Choice
        label="Variations"
        value={String(count)}
        options={Array.from({ length: VARIATIONS_MAX }, (_, i) => ({
          value: String(i + 1),
          label: String(i + 1),
        }))}
        onChange={(value) => chooseCount(studio, Number(value))}
      />
    </div>
  );
}

function SeedField() {
  const studio = useStudio();
  const seed = useStudioState((state) => state.settings.seed);
  const problem = useStudioState((state) => state.problems.seed);
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        Seed
      </label>
      <div className="field-row">
        <input
          id={id}
          className="input"
          inputMode="numeric"
          autoComplete="off"
          value={seed}
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}-problem`}
          onChange={(event) => setField(studio, 'seed', event.target.value)}
        />
        <Hint text="Roll a new seed" side="top">
          <button
            type="button"
            className="icon-button"
            aria-label="Roll a new seed"
            onClick={() => rollSeed(studio)}
          >
            <Dices aria-hidden size={18} />
          </button>
        </Hint>
      </div>
      <FieldProblem id={`${id}-problem`} problem={problem} />
    </div>
  );
}
