import type { SplatCloud } from '../splat/cloud';

/** What commands may ask of the viewport; the rest of its behaviour follows the store. */
export interface ViewportHandle {
  resetView(): void;
  /** Resolves once a frame has shown this cloud, or a later one in its place. */
  whenDrawn(cloud: SplatCloud): Promise<void>;
}
