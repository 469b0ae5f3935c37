import type { PictureSettings } from '../../store/pictures';
import { PictureCanvas } from '../photo/picture-canvas';
import { useStudioState } from '../studio-context';
import { CHANNELS, KINDS } from './labels';

/** What the file will show, small, on squares where it is transparent. */
export function Preview({ settings }: { readonly settings: PictureSettings }) {
  const picture = useStudioState(({ pictures }) => pictures.preview);
  const kind = KINDS.find(({ value }) => value === settings.kind)!.label;
  const channel = CHANNELS.find(({ value }) => value === settings.channel)!.label.toLowerCase();
  return (
    <div className="pictures-preview" role="img" aria-label={`Preview: ${kind.toLowerCase()}, ${channel}`}>
      {picture && <PictureCanvas picture={picture} />}
    </div>
  );
}
