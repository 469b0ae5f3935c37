import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MODELS } from '../protocol/choices';
import { chooseModel } from './choose-model';

test('takes the finer model where a graphics processor does the work, and only there', () => {
  expect(chooseModel('auto', { hardware: true }).name).toBe('kiln-b');
  expect(chooseModel('auto', { hardware: false }).name).toBe('kiln-s');
});

test('takes a person at their word', () => {
  for (const hardware of [true, false]) {
    expect(chooseModel('kiln-s', { hardware }).name).toBe('kiln-s');
    expect(chooseModel('kiln-b', { hardware }).name).toBe('kiln-b');
    expect(chooseModel('mine', { hardware }).name).toBe('mine');
  }
});

test('offers what is there', () => {
  expect(readdirSync('models')).toEqual(expect.arrayContaining([...MODELS]));
});
