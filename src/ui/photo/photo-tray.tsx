import { TriangleAlert, X } from 'lucide-react';
import { correctPhoto } from '../../commands/correct-photo';
import { removePhoto } from '../../commands/remove-photo';
import type { TrayPhoto } from '../../store/photos';
import { describeAngle } from '../format';
import { Hint } from '../hint';
import { useStudio, useStudioState } from '../studio-context';
import { PictureCanvas } from './picture-canvas';

/** The photos that the next object is made from, each exactly as the network will see it. */
export function PhotoTray() {
  const tray = useStudioState(({ photos }) => photos.tray);
  if (tray.length === 0) return null;
  return (
    <ul className="photo-tray" aria-label="Photos">
      {tray.map((photo, i) => (
        <li key={photo.id} className="photo-tile" data-status={photo.status}>
          <Tile photo={photo} index={i} />
        </li>
      ))}
    </ul>
  );
}

function Tile({ photo, index }: { readonly photo: TrayPhoto; readonly index: number }) {
  const studio = useStudio();
  const number = index + 1;
  return (
    <>
      {photo.status === 'reading' ? (
        <span className="photo-face is-reading" role="img" aria-label={`Photo ${number} is being cut out`}>
          {photo.picture && <PictureCanvas picture={photo.picture} />}
        </span>
      ) : (
        <Hint text={`${photo.name}: correct its outline or angle`} side="top">
          <button
            type="button"
            className="photo-face"
            aria-label={`Correct photo ${number}, ${photo.name}, ${photo.seen ? describeAngle(photo.azimuth, index) : 'nothing found'}`}
            onClick={() => correctPhoto(studio, photo.id)}
          >
            {photo.seen ? <PictureCanvas picture={photo.seen} /> : <TriangleAlert aria-hidden size={20} />}
          </button>
        </Hint>
      )}
      <span className="photo-angle" aria-hidden="true">
        {labelOf(photo, index)}
      </span>
      <button
        type="button"
        className="photo-remove"
        aria-label={`Remove photo ${number}`}
        onClick={() => removePhoto(studio, photo.id)}
      >
        <X aria-hidden size={13} strokeWidth={2.5} />
      </button>
    </>
  );
}

function labelOf(photo: TrayPhoto, index: number): string {
  if (photo.status === 'reading') return 'cutting out';
  if (!photo.seen) return 'nothing found';
  if (index === 0) return 'front';
  const { azimuth } = photo;
  return azimuth === null ? 'angle?' : `${Math.round(azimuth)}°`;
}
