import { expect, test } from 'vitest';
import { Lazy } from './lazy';

test('is read when it is first asked for, and then kept', async () => {
  let calls = 0;
  const lazy = new Lazy(async () => ++calls);
  expect(calls).toBe(0);
  expect(await Promise.all([lazy.get(), lazy.get()])).toEqual([1, 1]);
  expect(await lazy.get()).toBe(1);
});

test('is read again after a failure', async () => {
  let calls = 0;
  const lazy = new Lazy(async () => {
    calls++;
    if (calls === 1) throw new Error('no network');
    return calls;
  });
  await expect(lazy.get()).rejects.toThrow('no network');
  expect(await lazy.get()).toBe(2);
});
