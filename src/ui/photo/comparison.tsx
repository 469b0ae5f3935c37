import { ChevronsLeftRight, X } from 'lucide-react';
import { Dialog, ToggleGroup } from 'radix-ui';
import { type CSSProperties, useMemo, useState } from 'react';
import { compare, endComparison } from '../../commands/compare';
import { outlineOf } from '../../photo/outline';
import type { ExhibitPhoto } from '../../store/exhibit';
import type { Comparison as Compared } from '../../store/view';
import { useStudio, useStudioState } from '../studio-context';
import { useReturnFocus } from '../use-return-focus';
import { CameraControls } from './camera-controls';
import { ComparisonViews } from './comparison-views';
import { PictureCanvas } from './picture-canvas';

/** Percent of the width that shows the photo, to begin with. */
const HALF = 50;

/** The finished object beside the photos it was made from. */
export function Comparison() {
  const studio = useStudio();
  const comparison = useStudioState(({ view }) => view.comparison);
  const photos = useStudioState(({ exhibit }) => exhibit.finished?.photos);
  const photo = comparison && photos?.[comparison.index];
  return (
    <Dialog.Root open={Boolean(photo)} onOpenChange={(open) => !open && endComparison(studio)}>
      <Dialog.Portal>
        <Dialog.Overlay className="veil" />
        {photo && <Panel comparison={comparison} photo={photo} photos={photos} />}
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface PanelProps {
  readonly comparison: Compared;
  readonly photo: ExhibitPhoto;
  readonly photos: readonly ExhibitPhoto[];
}

/** A photo and the object from the same place, one over the other, with a line to drag between them. */
function Panel({ comparison, photo, photos }: PanelProps) {
  const studio = useStudio();
  const [split, setSplit] = useState(HALF);
  const returnFocus = useReturnFocus();
  const outline = useMemo(() => outlineOf(photo.picture), [photo]);
  const { rendering } = comparison;
  return (
    <Dialog.Content className="comparison" aria-describedby={undefined} onCloseAutoFocus={returnFocus}>
      <Dialog.Title className="visually-hidden">Photo and object</Dialog.Title>
      {/* A picture has a left and a right, whichever way the page is written: so has the slider over it. */}
      <div className="comparison-frame" dir="ltr" style={{ '--split': `${split}%` } as CSSProperties}>
        <div className="comparison-object">
          {rendering && <PictureCanvas picture={rendering.picture} />}
          {rendering && <PictureCanvas className="comparison-outline" picture={outline} />}
        </div>
        <div className="comparison-photo">
          <PictureCanvas picture={photo.picture} />
        </div>
        <span className="comparison-tag is-photo" aria-hidden="true">
          photo
        </span>
        <span className="comparison-tag is-object">
          {rendering ? `object, outline ${Math.round(100 * rendering.overlap)} % alike` : 'object'}
        </span>
        <input
          type="range"
          className="comparison-range"
          aria-label="Photo or object"
          aria-valuetext={`${split} percent photo`}
          min={0}
          max={100}
          value={split}
          onChange={({ target }) => setSplit(Number(target.value))}
        />
        <span className="comparison-grip" aria-hidden="true">
          <ChevronsLeftRight size={16} />
        </span>
      </div>
      <CameraControls comparison={comparison} />
      <ComparisonViews comparison={comparison} />
      <div className="comparison-bar">
        {photos.length > 1 && (
          <ToggleGroup.Root
            type="single"
            className="comparison-picks"
            aria-label="Which photo"
            value={String(comparison.index)}
            onValueChange={(value) => {
              // Pressing the chosen one again would choose none.
              if (value) void compare(studio, Number(value));
            }}
          >
            {photos.map(({ picture }, i) => (
              <ToggleGroup.Item
                key={i}
                value={String(i)}
                className="comparison-pick"
                aria-label={`Photo ${i + 1}`}
              >
                <PictureCanvas picture={picture} />
              </ToggleGroup.Item>
            ))}
          </ToggleGroup.Root>
        )}
        <Dialog.Close className="button-quiet">
          <X aria-hidden size={15} />
          Close
        </Dialog.Close>
      </div>
    </Dialog.Content>
  );
}
