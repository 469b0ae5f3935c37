import type { Picture } from '../photo/picture';
import type { Channel } from '../splat/render/channel';

/** How the object is painted. */
export type ViewMode = Channel;

/** An object laid beside the photos it was made from. */
export interface Comparison {
  /** Which of the photos, from 0 on. */
  readonly index: number;
  /** The object from that photo's place; null while it is drawn, and where there is nothing to see. */
  readonly rendering: Picture | null;
}

export interface View {
  readonly mode: ViewMode;
  /** Null while nothing is compared. */
  readonly comparison: Comparison | null;
  /**
   * The drawing surface: `unsupported` where the browser has no WebGL 2, `lost` after the graphics driver took
   * the context away, `failed` when the viewport's code could not be loaded.
   */
  readonly surface: 'starting' | 'ready' | 'lost' | 'unsupported' | 'failed';
}

export const initialView: View = { mode: 'colour', comparison: null, surface: 'starting' };
