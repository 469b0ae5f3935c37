import { setPicture } from '../../commands/set-picture';
import type { PictureProblems } from '../../store/check-pictures';
import type { Channel, PictureSettings } from '../../store/pictures';
import { Choice } from '../choice';
import { useStudio } from '../studio-context';
import { BACKGROUNDS, CHANNELS, SIZES } from './labels';
import { NumberField } from './number-field';
import { Segments } from './segments';

interface Props {
  readonly settings: PictureSettings;
  readonly problems: PictureProblems;
}

const CUSTOM = { value: 'custom', label: 'Other' };
const PRESETS = SIZES.map(([width, height, use]) => ({
  value: `${width}x${height}`,
  label: `${width} × ${height}, ${use}`,
}));

/** How each view is drawn. */
export function LookFields({ settings, problems }: Props) {
  const studio = useStudio();
  const size = `${settings.width}x${settings.height}`;
  const isPreset = PRESETS.some(({ value }) => value === size);
  // MP4 knows no transparency.
  const isOpaque = settings.kind === 'turntable' && settings.format === 'mp4';
  const ground = isOpaque && settings.background === 'transparent' ? 'dark' : settings.background;
  return (
    <>
      <div className="field">
        <span className="field-label">Show</span>
        <Choice
          label="Show"
          value={settings.channel}
          options={CHANNELS}
          onChange={(channel) => setPicture(studio, { channel: channel as Channel })}
        />
      </div>
      <div className="field">
        <span className="field-label">Background</span>
        <Segments
          label="Background"
          value={ground}
          options={BACKGROUNDS}
          disabled={isOpaque ? ['transparent'] : []}
          onChange={(background) => setPicture(studio, { background })}
        />
      </div>
      <div className="field">
        <span className="field-label">{settings.kind === 'views' ? 'Size of each view' : 'Size'}</span>
        <Choice
          label="Size"
          value={isPreset ? size : CUSTOM.value}
          options={isPreset ? PRESETS : [...PRESETS, CUSTOM]}
          onChange={(value) => {
            const [width, height] = value.split('x');
            if (width && height) setPicture(studio, { width, height });
          }}
        />
      </div>
      <div className="field-pair">
        <NumberField field="width" label="Width, pixels" settings={settings} problems={problems} />
        <NumberField field="height" label="Height, pixels" settings={settings} problems={problems} />
      </div>
    </>
  );
}
