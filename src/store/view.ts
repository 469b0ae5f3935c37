import type { CameraAngles, CameraFit } from '../photo/fit-camera';
import type { Picture } from '../photo/picture';
import type { Channel } from '../splat/render/channel';

/** How the object is painted. */
export type ViewMode = Channel;

/**
 * More than the photos show: the object from around, the backs of its variations, and how much each of their splats
 * is disagreed about.
 */
export const COMPARED_VIEWS = ['around', 'backs', 'disagreement'] as const;

/** An object laid beside the photos it was made from. */
export interface Comparison {
  /** Which of the photos, from 0 on. */
  readonly index: number;
  /** The camera that was found for the photo; null while it is looked for, and where there is nothing to see. */
  readonly found: CameraFit | null;
  /** Angles that a person has set instead; null where the camera that was found is right. */
  readonly corrected: CameraAngles | null;
  /** The object from the camera that was asked for last and is drawn, with how well it fits; null before the first. */
  readonly rendering: (CameraFit & { readonly picture: Picture }) | null;
  /** What `pictures` shows, which is empty while it is drawn. */
  readonly views: (typeof COMPARED_VIEWS)[number];
  readonly pictures: readonly Picture[];
  /** Whether there are variations, made of the same photos, to look at side by side. */
  readonly hasVariations: boolean;
}

export interface View {
  readonly mode: ViewMode;
  /** Null while nothing is compared. */
  readonly comparison: Comparison | null;
  /**
   * The drawing surface: `resting` until the view is wanted, `unsupported` where the browser has no WebGL 2, `lost`
   * after the graphics driver took the context away, `failed` when the viewport's code could not be loaded.
   */
  readonly surface: 'resting' | 'starting' | 'ready' | 'lost' | 'unsupported' | 'failed';
}

export const initialView: View = { mode: 'colour', comparison: null, surface: 'resting' };
