import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Exhibits, initialExhibits } from './exhibit';
import { type Files, initialFiles } from './files';
import type { Job } from './job';
import type { Known } from './known';
import { initialLibrary, type LibraryList } from './library';
import { DEFAULT_MODEL, type ModelRequest } from './model-choice';
import { initialPhotos, type Photos } from './photos';
import { initialPictures, type Pictures } from './pictures';
import type { Session } from './session';
import { initialSettings, type Settings, type SettingsProblems } from './settings';
import { initialTimeline, type Timeline } from './timeline';
import type { Update } from './update';
import { initialVariations, type Variations } from './variations';
import { initialView, type View } from './view';

/** Everything the studio shows, as plain data. Only commands write it. */
export interface StudioState {
  readonly settings: Settings;
  readonly problems: SettingsProblems;
  readonly photos: Photos;
  readonly known: Known;
  /** Which model is to make objects; the session tells which one does. */
  readonly modelChoice: ModelRequest;
  readonly session: Session;
  readonly job: Job;
  readonly exhibit: Exhibits;
  readonly timeline: Timeline;
  readonly variations: Variations;
  readonly files: Files;
  readonly pictures: Pictures;
  readonly library: LibraryList;
  readonly view: View;
  readonly update: Update;
  /** Whether keys that type a character act as shortcuts. */
  readonly singleKeys: boolean;
}

export type StudioStore = StoreApi<StudioState>;

export function createStudioStore(): StudioStore {
  return createStore<StudioState>()(() => ({
    settings: initialSettings,
    problems: {},
    photos: initialPhotos,
    known: null,
    modelChoice: DEFAULT_MODEL,
    session: { status: 'idle' },
    job: { status: 'idle' },
    exhibit: initialExhibits,
    timeline: initialTimeline,
    variations: initialVariations,
    files: initialFiles,
    pictures: initialPictures,
    library: initialLibrary,
    view: initialView,
    update: 'none',
    singleKeys: true,
  }));
}
