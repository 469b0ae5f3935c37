import { Camera, ImagePlus, Images } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { type ChangeEvent, useRef } from 'react';
import { addPhotos } from '../../commands/add-photos';
import { PHOTOS_MAX } from '../../store/photos';
import { Hint } from '../hint';
import { shortcutProps } from '../shortcuts/table';
import { useStudio, useStudioState } from '../studio-context';

/** Where a finger is the pointer there is a camera, and neither dropping nor pasting. */
const isHandheld = matchMedia('(pointer: coarse)').matches;

/** Asks for pictures: from the files, or straight from the camera of a phone. */
export function AddPhotosButton() {
  const studio = useStudio();
  const isFull = useStudioState(({ photos }) => photos.tray.length >= PHOTOS_MAX);
  const files = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const onChange = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    void addPhotos(studio, [...(currentTarget.files ?? [])]);
    // The same file may be chosen again later, and that is a change.
    currentTarget.value = '';
  };
  const hint = isFull ? `${PHOTOS_MAX} photos are the most` : 'Add photos: choose, drop or paste';
  const icon = <ImagePlus aria-hidden size={18} />;
  return (
    <>
      {isHandheld ? (
        <DropdownMenu.Root modal={false}>
          <DropdownMenu.Trigger className="icon-button" aria-label="Add photos" disabled={isFull}>
            {icon}
          </DropdownMenu.Trigger>
          <DropdownMenu.Portal>
            <DropdownMenu.Content className="choice-list" side="top" align="start" sideOffset={8}>
              <DropdownMenu.Item className="choice-item menu-item" onSelect={() => camera.current?.click()}>
                <Camera aria-hidden size={17} />
                Take a photo
              </DropdownMenu.Item>
              <DropdownMenu.Item className="choice-item menu-item" onSelect={() => files.current?.click()}>
                <Images aria-hidden size={17} />
                Choose pictures
              </DropdownMenu.Item>
            </DropdownMenu.Content>
          </DropdownMenu.Portal>
        </DropdownMenu.Root>
      ) : (
        <Hint text={hint} side="top">
          <button
            type="button"
            className="icon-button"
            aria-label="Add photos"
            disabled={isFull}
            onClick={() => files.current?.click()}
            {...shortcutProps('photos')}
          >
            {icon}
          </button>
        </Hint>
      )}
      <input
        ref={files}
        type="file"
        accept="image/*"
        multiple
        hidden
        aria-label="Photo files"
        onChange={onChange}
      />
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        aria-label="Photo from the camera"
        onChange={onChange}
      />
    </>
  );
}
