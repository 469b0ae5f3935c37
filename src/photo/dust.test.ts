import { expect, test } from 'vitest';
import { withoutDust } from './dust';

/** A mask of rows of '#' (solid), '+' (half), and '.'. */
const mask = (...rows: string[]) => Uint8Array.from(rows.join(''), (at) => ({ '#': 255, '+': 100 })[at] ?? 0);

test('takes specks away, and keeps what is large or soft', () => {
  const rows = ['#####..', '#####.#', '#####..', '#####+.', '#####..', '.......', '##.....'];
  const speckless = ['#####..', '#####..', '#####..', '#####+.', '#####..', '.......', '##.....'];
  expect(withoutDust(mask(...rows), 7)).toEqual(mask(...speckless));
});

test('parts that touch by a corner alone are two', () => {
  const rows = [...Array(5).fill('#####.'), '.....#'];
  expect(withoutDust(mask(...rows), 6)).toEqual(mask(...Array(5).fill('#####.'), '......'));
});

test('an empty mask stays empty', () => {
  expect(withoutDust(new Uint8Array(12), 4)).toEqual(new Uint8Array(12));
});
