import type { Engine } from '../engine/engine';
import { Library } from '../library/library';
import { Reel } from '../store/reel';
import { createStudioStore } from '../store/studio-store';
import type { Studio } from './studio';

/** A studio of which nothing has been touched, on a test's engine; desks that are not given refuse all work. */
export function freshStudio(engine: Engine, desks: Partial<Pick<Studio, 'pictures' | 'files'>> = {}): Studio {
  return {
    store: createStudioStore(),
    reel: new Reel(),
    engine,
    pictures: { ask: () => Promise.reject(new Error('nothing is drawn here')) },
    files: { ask: () => Promise.reject(new Error('no files are touched here')) },
    library: new Library(),
    model: { model: 'kiln-s', models: 'http://localhost/models/', backend: 'auto' },
    viewport: null,
    running: null,
    filing: null,
    moving: null,
    ...desks,
  };
}
