import { expect, test } from 'vitest';
import { Lazy } from './lazy';

test('is read once, tells how far it is, and nothing afterwards', async () => {
  let calls = 0;
  let report: (progress: { loaded: number; total: number }) => void = () => {};
  let finish: (value: string) => void = () => {};
  const lazy = new Lazy<string>((onProgress) => {
    calls++;
    report = onProgress;
    return new Promise((resolve) => {
      finish = resolve;
    });
  });
  expect(calls).toBe(0);
  const [first, second] = [lazy.get(), lazy.get()];
  expect(lazy.progress).toBeNull();
  report({ loaded: 3, total: 17 });
  expect(lazy.progress).toEqual({ loaded: 3, total: 17 });
  finish('weights');
  expect(await Promise.all([first, second])).toEqual(['weights', 'weights']);
  expect(lazy.progress).toBeNull();
  expect(await lazy.get()).toBe('weights');
  expect(calls).toBe(1);
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
