import type { SplatCloud } from '../splat/cloud';
import type { Camera } from '../splat/render/camera';

/** What commands may ask of the viewport; the rest of its behaviour follows the store. */
export interface ViewportHandle {
  resetView(): void;
  /** What is seen now between the panels, in a square. */
  view(): Camera;
  /** Resolves once a frame has shown this cloud, or a later one in its place. */
  whenDrawn(cloud: SplatCloud): Promise<void>;
}
