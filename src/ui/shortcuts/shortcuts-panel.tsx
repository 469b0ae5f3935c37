import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useId } from 'react';
import { setSingleKeys } from '../../commands/single-keys';
import { VIEW_KEYS } from '../../viewport/keyboard';
import { useStudio, useStudioState } from '../studio-context';
import { keyNames } from './key-names';
import { GROUPS, SHORTCUTS, type Shortcut } from './table';

const groups = [
  ...GROUPS.map((name) => ({
    name,
    rows: Object.values<Shortcut>(SHORTCUTS).filter(({ group }) => group === name),
  })),
  { name: 'On the 3D view', rows: VIEW_KEYS },
];

/** The list of all shortcuts, the switch for those of a single key, and the veil behind them. */
export function ShortcutsPanel() {
  return (
    <>
      <Dialog.Overlay className="veil" />
      <Dialog.Content className="shortcuts" aria-describedby={undefined}>
        <header className="shortcuts-header">
          <Dialog.Title className="shortcuts-title">Keyboard</Dialog.Title>
          <Dialog.Close className="icon-button" aria-label="Close">
            <X aria-hidden size={18} />
          </Dialog.Close>
        </header>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key */}
        <section className="shortcuts-groups" tabIndex={0} aria-label="All shortcuts">
          {groups.map(({ name, rows }) => (
            <Group key={name} name={name} rows={rows} />
          ))}
        </section>
        <SingleKeys />
      </Dialog.Content>
    </>
  );
}

function Group({
  name,
  rows,
}: {
  readonly name: string;
  readonly rows: readonly { readonly does: string; readonly keys: readonly string[] }[];
}) {
  return (
    <section className="shortcuts-group">
      <h3>{name}</h3>
      <dl>
        {rows.map(({ does, keys }) => (
          <div key={does} className="shortcut">
            <dt>{does}</dt>
            <dd>
              {keys.map((each) => (
                <span key={each} className="shortcut-keys">
                  {keyNames(each).map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Whoever speaks to the machine presses keys that were never meant (WCAG 2.1.4). */
function SingleKeys() {
  const studio = useStudio();
  const isOn = useStudioState(({ singleKeys }) => singleKeys);
  const note = useId();
  return (
    <footer className="shortcuts-footer">
      <label>
        <input
          type="checkbox"
          checked={isOn}
          aria-describedby={note}
          onChange={({ currentTarget }) => setSingleKeys(studio, currentTarget.checked)}
        />
        Single-key shortcuts
      </label>
      <p id={note}>Switch them off if speech input or a stray hand sets them off.</p>
    </footer>
  );
}
