import { expect, test } from 'vitest';
import { editHistory, type MaskEdit, startHistory } from './mask-history';

const mask = (value: number) => Uint8Array.of(value);
const paint = (value: number): MaskEdit => ({ type: 'paint', mask: mask(value) });
const [undo, redo, reset] = [{ type: 'undo' }, { type: 'redo' }, { type: 'reset' }] as const;

/** The mask after edits, by its one value. */
const after = (...edits: MaskEdit[]) => edits.reduce(editHistory, startHistory(mask(0))).present[0];

test.each<[number, MaskEdit[]]>([
  [0, []],
  [2, [paint(1), paint(2)]],
  [1, [paint(1), paint(2), undo]],
  [0, [paint(1), paint(2), undo, undo, undo]],
  [2, [paint(1), paint(2), undo, undo, redo, redo, redo]],
  [3, [paint(1), paint(2), undo, paint(3), redo]],
  [0, [paint(1), reset]],
  [1, [paint(1), reset, undo]],
  [0, [reset, undo]],
])('%d after %j', (value, edits) => {
  expect(after(...edits)).toBe(value);
});

test('an edit that changes nothing leaves nothing to undo', () => {
  const start = startHistory(mask(0));
  for (const edit of [undo, redo, reset]) expect(editHistory(start, edit)).toBe(start);
});

test('a long correction forgets its beginning, not its end', () => {
  const edits = Array.from({ length: 200 }, (_, i) => paint(i));
  const history = edits.reduce(editHistory, startHistory(mask(0)));
  expect(history.past.length).toBeLessThan(50);
  expect(history.present[0]).toBe(199);
  expect(editHistory(history, reset).present[0]).toBe(0);
});
