import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULTS } from '../protocol/defaults';
import { positionOf } from '../store/timeline';
import { cancel } from './cancel';
import { continueFrom } from './continue-from';
import { followSession } from './follow-session';
import { generate } from './generate';
import { pause, play } from './play';
import { ready, ScriptedEngine, settle, stepOf } from './scripted-engine.fixture';
import { scrub, showTrajectory } from './scrub';
import { setField } from './set-field';
import type { Studio } from './studio';
import { freshStudio } from './studio.fixture';

const STEPS = 4;

let engine: ScriptedEngine;
let studio: Studio;
const state = () => studio.store.getState();
const timeline = () => state().timeline;
const position = () => {
  const at = positionOf(state());
  return at && { id: at.trajectory.id, step: at.step };
};

beforeEach(() => {
  engine = new ScriptedEngine();
  studio = freshStudio(engine);
  followSession(studio);
  setField(studio, 'prompt', 'a race car');
  setField(studio, 'steps', String(STEPS));
  setField(studio, 'sampler', 'ddim');
});

/** Has the newest generation make steps, and end if these are all. */
async function make(from: number, to: number): Promise<void> {
  const run = engine.runs.at(-1)!;
  for (let step = from; step <= to; step++) run.send(stepOf(step, STEPS));
  if (to === STEPS) run.send({ status: 'done', steps: STEPS, ms: 1 });
  await settle();
}

async function begin(): Promise<void> {
  void generate(studio);
  engine.tell(ready);
  await settle();
}

describe('scrubbing', () => {
  it('shows any step again, and the last one as it was made', async () => {
    await begin();
    await make(1, STEPS);
    const { finished } = state().exhibit;
    for (let step = 1; step < STEPS; step++) {
      scrub(studio, step);
      expect(state().exhibit.shown).toMatchObject({ step, steps: STEPS, cloud: { count: step } });
    }
    scrub(studio, 99);
    expect(state().exhibit.shown).toBe(finished);
    scrub(studio, -3);
    expect(position()?.step).toBe(1);
    expect(state().exhibit.finished).toBe(finished);
  });

  it('back while it generates does not stop it, and forth to the newest step follows it again', async () => {
    await begin();
    await make(1, 2);
    scrub(studio, 1);
    await make(3, 3);
    expect(position()?.step).toBe(1);
    expect(state().job).toMatchObject({ status: 'running', step: 3 });
    scrub(studio, 3);
    await make(4, 4);
    expect(position()?.step).toBe(4);
    expect(state().exhibit.finished).toBe(state().exhibit.shown);
  });

  it('means nothing on an object whose steps are not kept', () => {
    scrub(studio, 1);
    expect(state().exhibit.shown).toBeNull();
  });
});

describe('playing', () => {
  beforeEach(() => {
    vi.stubGlobal('matchMedia', () => ({ matches: false }));
    return () => vi.unstubAllGlobals();
  });

  it('goes through all steps once, from the first when it stood at the last', async () => {
    await begin();
    await make(1, STEPS);
    const seen: (number | undefined)[] = [];
    studio.store.subscribe(({ exhibit }, before) => {
      if (exhibit.shown !== before.exhibit.shown) seen.push(exhibit.shown?.step);
    });
    await play(studio);
    expect(seen).toEqual([1, 2, 3, 4]);
    expect(timeline().playback).toBeNull();
  });

  it.each([
    ['pausing', () => pause(studio)],
    ['scrubbing', () => scrub(studio, 2)],
  ])('%s ends it', async (_, end) => {
    await begin();
    await make(1, STEPS);
    const playing = play(studio);
    end();
    const { step } = position()!;
    await playing;
    expect(position()?.step).toBe(step);
    expect(timeline().playback).toBeNull();
  });
});

describe('a branch', () => {
  it('goes on from the step on the stage with the settings as they are, and has that step in its recipe', async () => {
    await begin();
    await make(1, STEPS);
    const trunk = position()!.id;
    scrub(studio, 2);
    setField(studio, 'prompt', 'a boat');
    void continueFrom(studio);
    await settle();
    const { request } = engine.runs[1]!;
    expect(request).toMatchObject({ prompt: 'a boat', steps: STEPS, seed: DEFAULTS.seed });
    expect(request.from).toEqual({ step: 2, state: Uint16Array.of(2), freshNoise: false });
    await make(3, STEPS);
    const branch = position()!;
    expect(branch).toMatchObject({ step: STEPS });
    expect(timeline().trajectories.at(-1)).toMatchObject({
      id: branch.id,
      parent: { id: trunk, step: 2 },
      levels: [0.75, 0.5, 0.25, 0],
    });
    expect(state().exhibit.finished?.recipe).toMatchObject({
      prompt: 'a boat',
      branchedFrom: [{ prompt: 'a race car', seed: DEFAULTS.seed, step: 2 }],
    });
    expect(state().exhibit.finished?.recipe).not.toHaveProperty('from');
    scrub(studio, 1);
    expect(state().exhibit.shown?.cloud.count).toBe(1);

    showTrajectory(studio, trunk);
    expect(position()).toEqual({ id: trunk, step: STEPS });
    expect(state().exhibit.finished?.recipe?.prompt).toBe('a race car');
  });

  it('with nothing changed takes a new seed and with it fresh noise', async () => {
    await begin();
    await make(1, STEPS);
    scrub(studio, 1);
    void continueFrom(studio);
    await settle();
    const { request } = engine.runs[1]!;
    expect(request.seed).not.toBe(1);
    expect(state().settings.seed).toBe(String(request.seed));
    expect(request.from?.freshNoise).toBe(true);
  });

  it('has as many steps as its parent, whatever the settings say', async () => {
    await begin();
    await make(1, STEPS);
    scrub(studio, 3);
    setField(studio, 'steps', 'many');
    setField(studio, 'guidance', '7');
    void continueFrom(studio);
    await settle();
    expect(engine.runs[1]!.request).toMatchObject({ steps: STEPS, guidance: 7 });
  });

  it('is not made from a last step', async () => {
    await begin();
    await make(1, STEPS);
    await continueFrom(studio);
    expect(engine.runs).toHaveLength(1);
  });

  it('that is cancelled leaves the stage at the step it came from, and its own steps in the tree', async () => {
    await begin();
    await make(1, STEPS);
    const trunk = position()!.id;
    scrub(studio, 2);
    setField(studio, 'seed', '5');
    void continueFrom(studio);
    await settle();
    await make(3, 3);
    cancel(studio);
    expect(position()).toEqual({ id: trunk, step: 2 });
    await settle();
    expect(timeline().running).toBeNull();
    expect(timeline().trajectories.at(-1)?.levels).toHaveLength(3);
  });

  it('that ends before its first own step is forgotten', async () => {
    await begin();
    await make(1, STEPS);
    scrub(studio, 2);
    setField(studio, 'seed', '5');
    void continueFrom(studio);
    await settle();
    engine.runs[1]!.send({ status: 'failed', error: { code: 'DEVICE_LOST', message: 'The GPU was lost.' } });
    await settle();
    expect(timeline().trajectories).toHaveLength(1);
    expect(position()?.step).toBe(2);
  });
});

describe('while one generates', () => {
  it('an older object can be looked at, which then stays what is saved', async () => {
    await begin();
    await make(1, STEPS);
    const first = state().exhibit.finished;
    setField(studio, 'prompt', 'a boat');
    await begin();
    await make(1, 1);
    showTrajectory(studio, first!.trajectory!);
    await make(2, STEPS);
    expect(state().exhibit).toEqual({ shown: first, finished: first });
    expect(state().job.status).toBe('done');
    showTrajectory(studio, timeline().trajectories.at(-1)!.id);
    expect(state().exhibit.finished?.recipe?.prompt).toBe('a boat');
  });
});
