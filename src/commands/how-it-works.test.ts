import { beforeEach, describe, expect, it, vi } from 'vitest';
import { allocateCloud } from '../splat/cloud';
import type { Exhibit } from '../store/exhibit';
import { positionOf } from '../store/timeline';
import { continueFrom } from './continue-from';
import { followSession } from './follow-session';
import { howItWorks } from './how-it-works';
import { ready, ScriptedEngine, settle, stepOf } from './scripted-engine.fixture';
import { scrub } from './scrub';
import { setField } from './set-field';
import type { Studio } from './studio';
import { freshStudio } from './studio.fixture';

const STEPS = 3;
/** States up to noise: the object, three fine levels, the three of the sampler. */
const UP = 7;
/** And three steps back. */
const ALL = UP + STEPS;

const recipe = {
  prompt: 'a castle',
  seed: 4,
  steps: STEPS,
  sampler: 'ddim',
  guidance: 2,
  model: { name: 'kiln-s', hash: 'abc' },
  version: '0',
};
const sample: Exhibit = { cloud: allocateCloud(9), recipe, step: STEPS, steps: STEPS, origin: 'sample' };

let engine: ScriptedEngine;
let studio: Studio;
const state = () => studio.store.getState();

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  engine = new ScriptedEngine();
  studio = freshStudio(engine);
  followSession(studio);
  studio.store.setState({ exhibit: { shown: sample, finished: sample } });
  return () => vi.unstubAllGlobals();
});

async function begin(): Promise<void> {
  void howItWorks(studio);
  engine.tell(ready);
  await settle();
}

async function make(from: number, to: number, steps: number): Promise<void> {
  const run = engine.runs.at(-1)!;
  for (let step = from; step <= to; step++) run.send(stepOf(step, steps));
  if (to === steps) run.send({ status: 'done', steps, ms: 1 });
  // Adding noise has a pace of its own.
  await vi.waitUntil(() => state().timeline.trajectories.at(-1)!.levels.length >= to, 5000);
  await settle();
}

describe('how it works', () => {
  it('asks for noise on the object on the stage and for undoing it as the object was made', async () => {
    await begin();
    expect(engine.runs[0]!.request).toEqual({
      prompt: 'a castle',
      seed: 4,
      steps: STEPS,
      sampler: 'ddim',
      guidance: 2,
      object: { cloud: sample.cloud },
    });
    expect(state().settings.prompt).toBe('a castle');
  });

  it('asks without words where nobody knows any, and leaves a typed prompt alone', async () => {
    const bare: Exhibit = { ...sample, recipe: null, origin: 'file', fileName: 'thing.ply' };
    studio.store.setState({ exhibit: { shown: bare, finished: bare } });
    setField(studio, 'prompt', 'a boat');
    await begin();
    expect(engine.runs[0]!.request.prompt).toBe('');
    expect(state().settings.prompt).toBe('a boat');
  });

  it('shows all levels, also of what followed photos faithfully', async () => {
    const request = {
      prompt: '',
      seed: 1,
      steps: STEPS,
      sampler: 'ddim',
      guidance: 1,
      fidelity: 0.7,
    } as const;
    const made = {
      id: 7,
      parent: null,
      request,
      recipe: null,
      levels: [0.9, 0.9, 0],
      noising: 0,
      photos: [],
    };
    const shown: Exhibit = { ...sample, recipe: null, trajectory: 7 };
    studio.store.setState(({ timeline }) => ({
      timeline: { ...timeline, trajectories: [made] },
      exhibit: { shown, finished: shown },
    }));
    await begin();
    expect(engine.runs[0]!.request).toMatchObject({ seed: 1, guidance: 1 });
    expect(engine.runs[0]!.request).not.toHaveProperty('fidelity');
  });

  it('keeps both ways on one timeline, and the end with how it came about', async () => {
    await begin();
    await make(1, ALL, ALL);
    const { trajectory, step } = positionOf(state())!;
    expect(step).toBe(ALL);
    expect(trajectory).toMatchObject({ noising: UP, parent: null });
    expect(trajectory.request).not.toHaveProperty('object');
    expect(state().exhibit.finished?.recipe).toMatchObject({ noised: { title: 'a castle', undone: STEPS } });
    expect(state().exhibit.finished?.recipe).not.toHaveProperty('object');
  });

  it('lets the network go on from a level on the way up, as a branch that is as long as it is high', async () => {
    await begin();
    await make(1, ALL, ALL);
    scrub(studio, 5);
    void continueFrom(studio);
    await settle();
    const { request } = engine.runs[1]!;
    // One step of three is left to be undone, with the very noise that was added.
    expect(request).toMatchObject({ seed: 4, steps: STEPS, from: { step: 2, freshNoise: false } });
    await make(3, STEPS, STEPS);
    const { trajectory, step } = positionOf(state())!;
    expect(step).toBe(6);
    expect(trajectory).toMatchObject({ noising: 5, parent: { step: 5 } });
    expect(trajectory.levels).toHaveLength(6);
    expect(state().exhibit.finished).toMatchObject({
      step: 6,
      steps: 6,
      recipe: { noised: { title: 'a castle', undone: 1 } },
    });
    expect(state().exhibit.finished?.recipe).not.toHaveProperty('branchedFrom');
  });

  it.each([1, 4])(
    'has nothing to undo at step %i, the object itself and a level finer than the sampler goes',
    async (step) => {
      await begin();
      await make(1, ALL, ALL);
      scrub(studio, step);
      await continueFrom(studio);
      expect(engine.runs).toHaveLength(1);
    },
  );
});
