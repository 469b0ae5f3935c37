import type { Engine } from '../engine/engine';
import type { PictureDesk } from '../engine/picture-desk';
import type { StudioStore } from '../store/studio-store';
import type { ViewportHandle } from '../viewport/handle';

/** What commands act on. One object for the life of the page, made in main.tsx. */
export interface Studio {
  readonly store: StudioStore;
  readonly engine: Engine;
  readonly pictures: PictureDesk;
  /** What to load when the model is first wanted. */
  readonly model: Parameters<Engine['init']>[0];
  /** Absent until the viewport's code has arrived, and where there is no WebGL 2. */
  viewport: ViewportHandle | null;
  /** Stops the generation that is running. */
  running: AbortController | null;
}
