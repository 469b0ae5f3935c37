import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { closePictures } from '../../commands/open-pictures';
import { setPicture } from '../../commands/set-picture';
import { checkPictures } from '../../store/check-pictures';
import type { PictureSettings, Subject } from '../../store/pictures';
import { useStudio, useStudioState } from '../studio-context';
import { useReturnFocus } from '../use-return-focus';
import { FilmFields } from './film-fields';
import { KINDS } from './labels';
import { LookFields } from './look-fields';
import { Preview } from './preview';
import { SaveLine } from './save-line';
import { Segments } from './segments';
import { usePreview } from './use-preview';

/** Pictures and films of what is on the stage. */
export function PicturesDialog() {
  const studio = useStudio();
  const { subject, settings } = useStudioState(({ pictures }) => pictures);
  return (
    <Dialog.Root open={subject !== null} onOpenChange={(open) => !open && closePictures(studio)}>
      <Dialog.Portal>
        <Dialog.Overlay className="veil" />
        {subject && <Panel subject={subject} settings={settings} />}
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Panel({ subject, settings }: { readonly subject: Subject; readonly settings: PictureSettings }) {
  const studio = useStudio();
  const returnFocus = useReturnFocus();
  usePreview(settings);
  const checked = checkPictures(settings, subject.camera);
  const problems = 'problems' in checked ? checked.problems : {};
  return (
    <Dialog.Content className="pictures" aria-describedby={undefined} onCloseAutoFocus={returnFocus}>
      <header className="pictures-header">
        <Dialog.Title className="editor-title">Pictures</Dialog.Title>
        <Dialog.Close className="icon-button" aria-label="Close">
          <X aria-hidden size={18} />
        </Dialog.Close>
      </header>
      <Preview settings={settings} />
      <div className="pictures-fields">
        <Segments
          label="What to make"
          value={settings.kind}
          options={KINDS}
          onChange={(kind) => setPicture(studio, { kind })}
        />
        <LookFields settings={settings} problems={problems} />
        {settings.kind === 'turntable' && <FilmFields settings={settings} problems={problems} />}
      </div>
      <SaveLine checked={checked} />
    </Dialog.Content>
  );
}
