import { beforeEach, describe, expect, it } from 'vitest';
import { allocateCloud } from '../splat/cloud';
import type { Exhibit } from '../store/exhibit';
import { cancel } from './cancel';
import { chooseCount } from './choose-count';
import { followSession } from './follow-session';
import { generate } from './generate';
import { pickVariation, showVariations } from './pick-variation';
import { ready, ScriptedEngine, settle, stepOf } from './scripted-engine.fixture';
import { setField } from './set-field';
import type { Studio } from './studio';
import { freshStudio } from './studio.fixture';

const STEPS = 2;
const sample: Exhibit = { cloud: allocateCloud(9), recipe: null, step: 1, steps: 1, origin: 'sample' };

let engine: ScriptedEngine;
let studio: Studio;
const state = () => studio.store.getState();
const cells = () => state().variations.cells;

beforeEach(() => {
  engine = new ScriptedEngine();
  studio = freshStudio(engine);
  followSession(studio);
  studio.store.setState({ exhibit: { shown: sample, finished: sample } });
  setField(studio, 'prompt', 'a race car');
  setField(studio, 'seed', '7');
  setField(studio, 'steps', String(STEPS));
  chooseCount(studio, 3);
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

async function makeAll(): Promise<void> {
  await begin();
  for (let i = 0; i < 3; i++) await make(1, STEPS);
}

describe('variations', () => {
  it('are made one after the other with a seed each, in their cells, and the stage stays as it is', async () => {
    await begin();
    expect(state().variations.isOpen).toBe(true);
    expect(cells().map(({ seed }) => seed)).toEqual([7, 8, 9]);
    await make(1, 1);
    expect(cells()[0]!.exhibit).toMatchObject({ step: 1 });
    expect(state().job).toMatchObject({ status: 'running', place: { index: 0, count: 3 } });
    await make(2, 2);
    expect(state().job.status).toBe('running');
    await make(1, STEPS);
    await make(1, STEPS);
    expect(engine.runs.map(({ request }) => request.seed)).toEqual([7, 8, 9]);
    expect(state().job).toMatchObject({ status: 'done', place: { index: 2, count: 3 } });
    expect(cells().map(({ exhibit }) => exhibit?.step)).toEqual([STEPS, STEPS, STEPS]);
    expect(state().exhibit).toEqual({ shown: sample, finished: sample });
  });

  it('can be picked with their own steps and recipe, and all stay within reach', async () => {
    await makeAll();
    pickVariation(studio, 1);
    expect(state().variations.isOpen).toBe(false);
    expect(state().exhibit.finished?.recipe).toMatchObject({ prompt: 'a race car', seed: 8 });
    expect(state().exhibit.shown).toBe(state().exhibit.finished);
    expect(state().timeline.trajectories.find(({ request }) => request.seed === 8)?.levels).toHaveLength(2);
    expect(state().settings.seed).toBe('8');
    showVariations(studio);
    expect(state().variations.isOpen).toBe(true);
    pickVariation(studio, 2);
    expect(state().exhibit.finished?.recipe).toMatchObject({ seed: 9 });
  });

  it('are followed when picked while they condense, and the next leaves the stage alone', async () => {
    await begin();
    pickVariation(studio, 0);
    expect(state().variations.isOpen).toBe(true);
    await make(1, 1);
    pickVariation(studio, 0);
    expect(state().exhibit.shown).toMatchObject({ step: 1 });
    await make(2, 2);
    expect(state().exhibit.finished).toMatchObject({ step: 2, recipe: { seed: 7 } });
    await make(1, STEPS);
    expect(state().exhibit.shown).toMatchObject({ recipe: { seed: 7 } });
  });

  it('that are picked after their steps were forgotten are there all the same', async () => {
    await makeAll();
    studio.store.setState(({ timeline }) => ({ timeline: { ...timeline, trajectories: [] } }));
    pickVariation(studio, 0);
    expect(state().exhibit.finished).toBe(cells()[0]!.exhibit);
    expect(state().exhibit.shown).toBe(cells()[0]!.exhibit);
  });

  it('keep what was begun when cancelled', async () => {
    await begin();
    await make(1, STEPS);
    await make(1, 1);
    cancel(studio);
    await settle();
    expect(engine.runs).toHaveLength(2);
    expect(cells().map(({ exhibit }) => exhibit?.step)).toEqual([STEPS, 1]);
    expect(state().variations.isOpen).toBe(true);
    expect(state().exhibit.shown).toBe(sample);
  });

  it('that fail before the first step leave the stage as it was', async () => {
    await begin();
    engine.runs[0]!.send({ status: 'failed', error: { code: 'DEVICE_LOST', message: 'The GPU was lost.' } });
    await settle();
    expect(state().job.status).toBe('failed');
    expect(state().variations).toMatchObject({ cells: [], isOpen: false });
    expect(state().exhibit.shown).toBe(sample);
  });

  it('give way to the next generation', async () => {
    await makeAll();
    chooseCount(studio, 1);
    await begin();
    expect(state().variations).toMatchObject({ cells: [], isOpen: false });
    await make(1, STEPS);
    expect(state().exhibit.finished).toMatchObject({ recipe: { seed: 7 } });
  });
});
