import { beforeEach, describe, expect, it } from 'vitest';
import { startHistory } from '../photo/mask-history';
import { DEFAULTS } from '../protocol/defaults';
import { allocateCloud } from '../splat/cloud';
import type { Exhibit } from '../store/exhibit';
import { cancel } from './cancel';
import { followSession } from './follow-session';
import { generate } from './generate';
import { ready, ScriptedEngine, settle, stepOf } from './scripted-engine.fixture';
import { setField } from './set-field';
import type { Studio } from './studio';
import { freshStudio } from './studio.fixture';

const failure = { code: 'WEIGHTS_MISSING', message: 'The weights are not there. Reload the page.' } as const;

const sample: Exhibit = { cloud: allocateCloud(9), recipe: null, step: 1, steps: 1, origin: 'sample' };

let engine: ScriptedEngine;
let studio: Studio;
const state = () => studio.store.getState();

beforeEach(() => {
  engine = new ScriptedEngine();
  studio = freshStudio(engine);
  followSession(studio);
  studio.store.setState({ exhibit: { shown: sample, finished: sample } });
  setField(studio, 'prompt', 'a race car');
  setField(studio, 'steps', '2');
});

describe('generate', () => {
  it('starts nothing while a field is wrong, and says which', async () => {
    setField(studio, 'prompt', '   ');
    await generate(studio);
    expect(state().problems.prompt).toMatch(/empty/);
    expect(state().job.status).toBe('idle');
    expect(engine.inits).toBe(0);
  });

  it('waits for the model, shows every step and keeps the last with its recipe', async () => {
    const end = generate(studio);
    expect(state().job.status).toBe('waiting');
    expect(engine.inits).toBe(1);
    engine.tell(ready);
    await settle();
    const [run] = engine.runs;
    run!.send({ status: 'started', steps: 2, notices: [], model: { name: 'kiln-b', hash: 'def' } });
    await settle();
    expect(state().job).toMatchObject({ status: 'running', step: 0, tau: 1, secondsLeft: null });
    run!.send(stepOf(1, 2));
    await settle();
    expect(state().job).toMatchObject({ status: 'running', step: 1, tau: 0.5 });
    expect(state().exhibit).toMatchObject({ shown: { step: 1 }, finished: sample });
    run!.send(stepOf(2, 2));
    run!.send({ status: 'done', steps: 2, ms: 10 });
    await end;
    expect(state().job).toMatchObject({ status: 'done', ms: 10 });
    expect(state().exhibit.finished).toBe(state().exhibit.shown);
    expect(state().exhibit.finished).toMatchObject({
      step: 2,
      recipe: { prompt: 'a race car', seed: DEFAULTS.seed, steps: 2, model: { name: 'kiln-b', hash: 'def' } },
    });
  });

  it('adds what the last step tells of the object to what was told of the prompt', async () => {
    const end = generate(studio);
    engine.tell(ready);
    await settle();
    const [run] = engine.runs;
    const ofPrompt = { code: 'PROMPT_SHORTENED', message: 'Too long.' } as const;
    const ofPhoto = { code: 'PHOTO_UNLIKE', message: 'Little of it came through.' } as const;
    run!.send({ status: 'started', steps: 2, notices: [ofPrompt], model: { name: 'kiln-s', hash: 'abc' } });
    run!.send(stepOf(1, 2));
    run!.send({ ...stepOf(2, 2), notices: [ofPhoto] });
    run!.send({ status: 'done', steps: 2, ms: 10 });
    await end;
    expect(state().job).toMatchObject({ status: 'done', notices: [ofPrompt, ofPhoto] });
  });

  it('writes down from where photos were taken, as the last step tells', async () => {
    const { photos } = studio.store.getState();
    const pictureOf = (side: number) => ({
      width: side,
      height: side,
      pixels: new Uint8ClampedArray(4 * side * side).fill(200),
    });
    const masks = startHistory(new Uint8Array(8 * 8).fill(255));
    const of = {
      name: 'a.png',
      status: 'ready',
      picture: pictureOf(8),
      masks,
      seen: pictureOf(128),
    } as const;
    const tray = [
      { ...of, id: 1, azimuth: 0 },
      { ...of, id: 2, azimuth: null },
    ];
    studio.store.setState({ photos: { ...photos, tray } });
    const end = generate(studio);
    engine.tell(ready);
    await settle();
    const camera = {
      azimuth: 0,
      elevation: 20,
      fieldOfView: 40,
      distance: 2,
      centre: [0, 0],
      zoom: 1,
    } as const;
    const [run] = engine.runs;
    run!.send({ status: 'started', steps: 1, notices: [], model: { name: 'kiln-s', hash: 'abc' } });
    run!.send({ ...stepOf(1, 1), cameras: [camera, null] });
    run!.send({ status: 'done', steps: 1, ms: 10 });
    await end;
    const { finished } = state().exhibit;
    expect(finished?.recipe?.photos).toEqual([{ azimuth: 0, camera }, { azimuth: null }]);
    expect(finished?.photos?.map((photo) => photo.camera)).toEqual([camera, undefined]);
  });

  it.each(['before', 'after'])('goes back to the last good object when it fails %s a step', async (when) => {
    const end = generate(studio);
    engine.tell(ready);
    await settle();
    if (when === 'after') engine.runs[0]!.send(stepOf(1, 2));
    engine.runs[0]!.send({ status: 'failed', error: { code: 'DEVICE_LOST', message: 'The GPU was lost.' } });
    await end;
    expect(state().job).toMatchObject({ status: 'failed', error: { code: 'DEVICE_LOST' } });
    expect(state().exhibit).toEqual({ shown: sample, finished: sample });
  });

  it('fails with the reason of a model that does not load, and loads it again when asked again', async () => {
    const first = generate(studio);
    engine.tell({ status: 'failed', error: failure });
    await first;
    expect(state().job).toMatchObject({ status: 'failed', error: failure });
    void generate(studio);
    expect(engine.inits).toBe(2);
    expect(state().job.status).toBe('waiting');
  });

  it('replaces the one that is running, of which nothing more is shown', async () => {
    const first = generate(studio);
    engine.tell(ready);
    await settle();
    engine.runs[0]!.send(stepOf(1, 2));
    await settle();
    setField(studio, 'prompt', 'a castle');
    const second = generate(studio);
    expect(engine.runs[0]!.signal.aborted).toBe(true);
    await first;
    expect(state().job).toMatchObject({ request: { prompt: 'a castle' } });
    engine.runs[1]!.send(stepOf(1, 2));
    engine.runs[1]!.send(stepOf(2, 2));
    engine.runs[1]!.send({ status: 'done', steps: 2, ms: 5 });
    await second;
    expect(state().exhibit.finished?.recipe?.prompt).toBe('a castle');
    expect(engine.inits).toBe(1);
  });
});

describe('cancel', () => {
  it('stops at once and goes back to the last good object', async () => {
    const end = generate(studio);
    engine.tell(ready);
    await settle();
    engine.runs[0]!.send(stepOf(1, 2));
    await settle();
    cancel(studio);
    expect(state().job.status).toBe('cancelled');
    expect(state().exhibit.shown).toBe(sample);
    await end;
    expect(state().job.status).toBe('cancelled');
  });

  it('works while the model is still loading', async () => {
    const end = generate(studio);
    cancel(studio);
    await end;
    engine.tell(ready);
    await settle();
    expect(engine.runs).toHaveLength(0);
    expect(state().job.status).toBe('cancelled');
  });

  it('means nothing when nothing runs', () => {
    cancel(studio);
    expect(state().job.status).toBe('idle');
  });
});
