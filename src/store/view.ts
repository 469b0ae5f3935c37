/** How the object is painted: its colours, or its distance from the camera with near bright. */
export type ViewMode = 'colour' | 'depth';

export interface View {
  readonly mode: ViewMode;
  /**
   * The drawing surface: `unsupported` where the browser has no WebGL 2, `lost` after the graphics driver took
   * the context away, `failed` when the viewport's code could not be loaded.
   */
  readonly surface: 'starting' | 'ready' | 'lost' | 'unsupported' | 'failed';
}

export const initialView: View = { mode: 'colour', surface: 'starting' };
