import { isMac } from './table';

const names: Readonly<Record<string, string>> = {
  ' ': 'Space',
  Escape: 'Esc',
  Mod: isMac ? '⌘' : 'Ctrl',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

/** What stands on the keys of a shortcut, one after the other. */
export function keyNames(keys: string): string[] {
  // The plus sign is a key, too.
  return keys.split(/(?<=.)\+/).map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key));
}
