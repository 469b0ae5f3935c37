import { Keyboard } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { Hint } from '../hint';
import { useLaterParts } from '../use-later-parts';
import { shortcutProps } from './table';

/** Every shortcut, behind a button and behind `?`. */
export function ShortcutsDialog() {
  const later = useLaterParts();
  return (
    <Dialog.Root>
      <Hint text="Shortcuts" side="bottom">
        <Dialog.Trigger
          className="pill pill-icon shortcuts-button"
          aria-label="Keyboard shortcuts"
          {...shortcutProps('help')}
        >
          <Keyboard aria-hidden size={17} />
        </Dialog.Trigger>
      </Hint>
      <Dialog.Portal>{later && <later.ShortcutsPanel />}</Dialog.Portal>
    </Dialog.Root>
  );
}
