import { expect, test } from 'vitest';
import { isCharacter, isPressed, type KeyPress, pageShortcut } from './match';
import { SHORTCUTS, type ShortcutId } from './table';

function press(keys: string, changes: Partial<KeyPress> = {}): KeyPress {
  const parts = keys.split('+');
  return {
    key: parts.at(-1)!,
    ctrlKey: parts.includes('Mod'),
    metaKey: false,
    shiftKey: parts.includes('Shift'),
    altKey: false,
    ...changes,
  };
}

const ids = Object.keys(SHORTCUTS) as ShortcutId[];

test('each key of each shortcut is told from all others', () => {
  for (const id of ids) {
    for (const keys of SHORTCUTS[id].keys) {
      expect(isPressed(id, press(keys)), id).toBe(true);
      if (!('local' in SHORTCUTS[id])) expect(pageShortcut(press(keys)), keys).toBe(id);
    }
  }
});

test('what else is held down matters, except for signs that need shift on some keyboards', () => {
  expect(pageShortcut(press('d', { ctrlKey: true }))).toBeUndefined();
  expect(pageShortcut(press('d', { altKey: true }))).toBeUndefined();
  expect(pageShortcut(press('D', { shiftKey: true }))).toBeUndefined();
  expect(pageShortcut(press('D'))).toBe('paint');
  expect(pageShortcut(press('?', { shiftKey: true }))).toBe('help');
  expect(pageShortcut(press('/', { shiftKey: true }))).toBe('prompt');
  expect(pageShortcut(press('s'))).toBeUndefined();
  expect(pageShortcut(press('s', { metaKey: true }))).toBe('save');
  expect(isPressed('submit', press('Enter', { shiftKey: true }))).toBe(false);
  expect(isPressed('redo', press('Mod+Shift+Z'))).toBe(true);
  expect(isPressed('undo', press('Mod+Shift+Z'))).toBe(false);
});

test('keys that type are known', () => {
  expect(ids.filter((id) => !isCharacter(id))).toEqual([
    'submit',
    'generate',
    'cancel',
    'save',
    'open',
    'undo',
    'redo',
  ]);
});
