import { describe, expect, test } from 'vitest';
import { Gate } from './gate';

const never = () => new AbortController().signal;

/** Whether a promise has settled once everything that could run has run. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  promise.then(
    () => {
      settled = true;
    },
    () => {
      settled = true;
    },
  );
  await new Promise((resolve) => setTimeout(resolve));
  return settled;
}

describe('Gate', () => {
  test('lets the first through, and the next only when opened', async () => {
    const gate = new Gate();
    await gate.pass(never());
    const second = gate.pass(never());
    expect(await isSettled(second)).toBe(false);
    gate.open();
    expect(await isSettled(second)).toBe(true);
    expect(await isSettled(gate.pass(never()))).toBe(false);
  });

  test('opened twice it still lets one through', async () => {
    const gate = new Gate();
    gate.open();
    gate.open();
    await gate.pass(never());
    expect(await isSettled(gate.pass(never()))).toBe(false);
  });

  test('an abort ends the waiting', async () => {
    const gate = new Gate();
    const controller = new AbortController();
    await gate.pass(controller.signal);
    const waiting = gate.pass(controller.signal);
    controller.abort();
    await expect(waiting).rejects.toThrow(/aborted/i);
    await expect(gate.pass(controller.signal)).rejects.toThrow(/aborted/i);
  });
});
