import type { PhotoCamera } from '../photo/camera';
import type { Picture } from '../photo/picture';
import type { ViewsetValues } from '../protocol/generation';
import type { SplatCloud } from '../splat/cloud';
import type { Recipe } from '../splat/recipe';

/** An object on the stage. */
export interface Exhibit {
  readonly cloud: SplatCloud;
  /** What made it; null for a file that does not say. */
  readonly recipe: Recipe | null;
  /** The denoising step it was seen at, 1 to `steps`. */
  readonly step: number;
  readonly steps: number;
  /** `sample` came with the studio, `made` was generated here, `file` was brought by a person. */
  readonly origin: 'sample' | 'made' | 'file';
  /** The name of the file it came from, where it did. */
  readonly fileName?: string;
  /** What the cloud was made from, where that is known: a mesh is rebuilt from it. */
  readonly viewset?: ViewsetValues;
  /** What it was made from, where that was photos and was here. */
  readonly photos?: readonly ExhibitPhoto[];
  /** Its card in the library, by id, where it has or will have one. */
  readonly card?: string;
  /** The generation whose step it is, by id: see the timeline. Absent where its steps were never here. */
  readonly trajectory?: number;
}

/** A photo as it is laid beside the object. */
export interface ExhibitPhoto {
  /** The object cut out and centred, larger than the network saw it. */
  readonly picture: Picture;
  /** See TrayPhoto. */
  readonly azimuth: number | null;
  /** What took it, as making the object found it out or was told. */
  readonly camera?: PhotoCamera;
  /** What the network saw of it, by which it is known in the tray; absent where it comes from the library. */
  readonly seen?: Picture;
}

export interface Exhibits {
  /** What is on the stage now: a finished object or one that is still condensing. */
  readonly shown: Exhibit | null;
  /** The last finished object: what the stage goes back to when a generation ends early, and what is exported. */
  readonly finished: Exhibit | null;
}

export const initialExhibits: Exhibits = { shown: null, finished: null };
