import { SHORTCUTS, type Shortcut, type ShortcutId } from './table';

/** What tells one press of a key from another. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

const all: readonly (readonly [ShortcutId, Shortcut])[] = Object.entries(SHORTCUTS) as [
  ShortcutId,
  Shortcut,
][];

/** Whether a key press is meant for a shortcut. */
export function isPressed(id: ShortcutId, press: KeyPress): boolean {
  return SHORTCUTS[id].keys.some((keys) => isMeant(keys, press));
}

/** The shortcut of the whole page that a key press is meant for, if any. */
export function pageShortcut(press: KeyPress): ShortcutId | undefined {
  return all.find(([, { keys, local }]) => !local && keys.some((each) => isMeant(each, press)))?.[0];
}

/** A key that types a character: it must not act while one writes, and may be switched off. */
export function isCharacter(id: ShortcutId): boolean {
  return SHORTCUTS[id].keys[0].length === 1;
}

function isMeant(keys: string, { key, ctrlKey, metaKey, shiftKey, altKey }: KeyPress): boolean {
  const parts = keys.split('+');
  const wanted = parts.at(-1)!;
  if (key.toLowerCase() !== wanted.toLowerCase() || altKey || (ctrlKey || metaKey) !== parts.includes('Mod'))
    return false;
  // Which signs need shift is the keyboard's affair.
  const isSign = wanted.length === 1 && !/[a-z ]/.test(wanted);
  return isSign || shiftKey === parts.includes('Shift');
}
