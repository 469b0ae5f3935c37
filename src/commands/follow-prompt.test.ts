import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followPrompt } from './follow-prompt';
import { followSession } from './follow-session';
import { pointAtKnown } from './point-at-known';
import { ready, ScriptedEngine } from './scripted-engine.fixture';
import { setField } from './set-field';
import type { Studio } from './studio';
import { freshStudio } from './studio.fixture';

let engine: ScriptedEngine;
let studio: Studio;
const known = () => studio.store.getState().known;

beforeEach(() => {
  vi.useFakeTimers();
  engine = new ScriptedEngine();
  engine.found = { nearest: ['a castle', 'a tower'], notice: null };
  studio = freshStudio(engine);
  followSession(studio);
  followPrompt(studio);
});

afterEach(() => vi.useRealTimers());

it('asks once typing pauses, for the last of what was typed', async () => {
  engine.tell(ready);
  for (const prompt of ['a', 'a c', 'a castle']) setField(studio, 'prompt', prompt);
  await vi.advanceTimersByTimeAsync(149);
  expect(engine.asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(engine.asked).toEqual(['a castle']);
  expect(known()).toEqual({ nearest: ['a castle', 'a tower'], notice: null, active: null });
});

it('asks about what was typed before the model was ready once it is', async () => {
  setField(studio, 'prompt', 'a castle');
  await vi.advanceTimersByTimeAsync(500);
  expect(engine.asked).toEqual([]);
  engine.tell(ready);
  await vi.advanceTimersByTimeAsync(500);
  expect(engine.asked).toEqual(['a castle']);
});

it('keeps what is shown until there is something better, and forgets it with the prompt', async () => {
  engine.tell(ready);
  setField(studio, 'prompt', 'a castle');
  await vi.advanceTimersByTimeAsync(200);
  engine.found = null;
  pointAtKnown(studio, 1);
  setField(studio, 'prompt', 'a castle!');
  expect(known()?.active).toBeNull();
  await vi.advanceTimersByTimeAsync(200);
  expect(known()?.nearest).toHaveLength(2);
  setField(studio, 'prompt', ' ');
  expect(known()).toBeNull();
  await vi.advanceTimersByTimeAsync(200);
  expect(engine.asked).toHaveLength(2);
});
