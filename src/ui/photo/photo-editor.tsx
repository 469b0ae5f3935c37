import { Brush, Eraser, Redo2, RotateCcw, Trash2, Undo2, X } from 'lucide-react';
import { Dialog, Slider, ToggleGroup } from 'radix-ui';
import { type KeyboardEvent, type ReactElement, useState } from 'react';
import { correctPhoto } from '../../commands/correct-photo';
import { editMask } from '../../commands/edit-mask';
import { removePhoto } from '../../commands/remove-photo';
import type { MaskEdit } from '../../photo/mask-history';
import { type ReadyPhoto, readyPhoto, type TrayPhoto } from '../../store/photos';
import { Hint } from '../hint';
import { isPressed } from '../shortcuts/match';
import { useStudio, useStudioState } from '../studio-context';
import { useReturnFocus } from '../use-return-focus';
import { AngleRing } from './angle-ring';
import { MaskCanvas, type Tool } from './mask-canvas';
import { PictureCanvas } from './picture-canvas';

/** The brush's diameter as a share of the longer side: its range, its start, and the factor of one key press. */
const BRUSH = { min: 0.01, max: 0.3, start: 0.06, step: 0.005, factor: 1.3 } as const;

/** Corrects one photo: what of it is the object, and from where it was taken. */
export function PhotoEditor() {
  const studio = useStudio();
  const photos = useStudioState((state) => state.photos);
  const photo = readyPhoto(photos, photos.edited);
  return (
    <Dialog.Root open={photo !== null} onOpenChange={(open) => !open && correctPhoto(studio, null)}>
      <Dialog.Portal>
        <Dialog.Overlay className="veil" />
        {photo && <Editor photo={photo} tray={photos.tray} />}
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Editor({ photo, tray }: { readonly photo: ReadyPhoto; readonly tray: readonly TrayPhoto[] }) {
  const studio = useStudio();
  const [tool, setTool] = useState<Tool>('add');
  const [size, setSize] = useState<number>(BRUSH.start);
  const returnFocus = useReturnFocus();
  const index = tray.findIndex(({ id }) => id === photo.id);
  const edit = (change: MaskEdit) => editMask(studio, photo.id, change);

  const onKeyDown = (event: KeyboardEvent) => {
    if (isPressed('redo', event)) edit({ type: 'redo' });
    else if (isPressed('undo', event)) edit({ type: 'undo' });
    else return;
    event.preventDefault();
  };

  return (
    <Dialog.Content
      className="photo-editor"
      aria-describedby={undefined}
      onKeyDown={onKeyDown}
      onCloseAutoFocus={returnFocus}
    >
      <header className="editor-header">
        <Dialog.Title className="editor-title">Photo {index + 1}</Dialog.Title>
        <p className="editor-name">{photo.name}</p>
        <Dialog.Close className="icon-button" aria-label="Close">
          <X aria-hidden size={18} />
        </Dialog.Close>
      </header>
      <div className="editor-tools" role="toolbar" aria-label="Outline">
        <ToggleGroup.Root
          type="single"
          className="editor-modes"
          aria-label="Brush"
          value={tool}
          onValueChange={(value) => {
            // Pressing the chosen one again would choose none.
            if (value) setTool(value as Tool);
          }}
        >
          <ToggleGroup.Item value="add" className="tool-button">
            <Brush aria-hidden size={17} />
            Add
          </ToggleGroup.Item>
          <ToggleGroup.Item value="erase" className="tool-button">
            <Eraser aria-hidden size={17} />
            Erase
          </ToggleGroup.Item>
        </ToggleGroup.Root>
        <Slider.Root
          className="slider brush-size"
          value={[size]}
          min={BRUSH.min}
          max={BRUSH.max}
          step={BRUSH.step}
          onValueChange={([chosen]) => setSize(chosen!)}
        >
          <Slider.Track className="slider-track">
            <Slider.Range className="slider-range" />
          </Slider.Track>
          <Slider.Thumb className="slider-thumb" aria-label="Brush size" />
        </Slider.Root>
        <div className="editor-history">
          <ToolButton
            label="Undo"
            disabled={photo.masks.past.length === 0}
            run={() => edit({ type: 'undo' })}
          >
            <Undo2 aria-hidden size={18} />
          </ToolButton>
          <ToolButton
            label="Redo"
            disabled={photo.masks.future.length === 0}
            run={() => edit({ type: 'redo' })}
          >
            <Redo2 aria-hidden size={18} />
          </ToolButton>
          <ToolButton
            label="Back to the automatic outline"
            disabled={photo.masks.present === photo.masks.found}
            run={() => edit({ type: 'reset' })}
          >
            <RotateCcw aria-hidden size={18} />
          </ToolButton>
        </div>
      </div>
      <div className="editor-sheet">
        <MaskCanvas
          photo={photo}
          tool={tool}
          size={size}
          onSwitch={() => setTool(tool === 'add' ? 'erase' : 'add')}
          onResize={(direction) =>
            setSize(Math.min(BRUSH.max, Math.max(BRUSH.min, size * BRUSH.factor ** direction)))
          }
        />
      </div>
      <div className="editor-aside">
        <figure className="seen">
          <figcaption className="field-label">What the model sees</figcaption>
          <div className="seen-face">
            {photo.seen ? <PictureCanvas picture={photo.seen} /> : <p>Nothing yet. Paint over the object.</p>}
          </div>
        </figure>
        <AngleRing tray={tray} index={index} />
      </div>
      <footer className="editor-footer">
        <button type="button" className="button-quiet" onClick={() => removePhoto(studio, photo.id)}>
          <Trash2 aria-hidden size={16} />
          Remove photo
        </button>
        <Dialog.Close className="button-main">Done</Dialog.Close>
      </footer>
    </Dialog.Content>
  );
}

interface ToolButtonProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly run: () => void;
  readonly children: ReactElement;
}

function ToolButton({ label, disabled, run, children }: ToolButtonProps) {
  return (
    <Hint text={label} side="top">
      <button type="button" className="icon-button" aria-label={label} disabled={disabled} onClick={run}>
        {children}
      </button>
    </Hint>
  );
}
