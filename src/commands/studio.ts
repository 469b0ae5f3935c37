import type { Engine } from '../engine/engine';
import type { FileDesk } from '../engine/file-desk';
import type { PictureDesk } from '../engine/picture-desk';
import type { Library } from '../library/library';
import type { Reel } from '../store/reel';
import type { StudioStore } from '../store/studio-store';
import type { ViewportHandle } from '../viewport/handle';

/** What commands act on. One object for the life of the page, made in src/studio.tsx. */
export interface Studio {
  readonly store: StudioStore;
  /** The steps that the store's timeline tells of. */
  readonly reel: Reel;
  readonly engine: Engine;
  readonly pictures: PictureDesk;
  readonly files: FileDesk;
  readonly library: Library;
  /** What to load when the model is first wanted. */
  readonly model: Parameters<Engine['init']>[0];
  /** Absent until the viewport's code has arrived, and where there is no WebGL 2. */
  viewport: ViewportHandle | null;
  /** Stops the generation that is running. */
  running: AbortController | null;
  /** Stops the file that is being saved or opened. */
  filing: AbortController | null;
  /** Stops the export or import of the library. */
  moving: AbortController | null;
}
