import type { CameraAngles, CameraFit } from '../photo/fit-camera';
import type { Mask, Picture } from '../photo/picture';
import type { FilmFormat, PictureJob, Turntable } from '../pictures/job';
import type { SplatCloud } from '../splat/cloud';
import type { ErrorReport } from './errors';

/** Work on pictures that would hold up the page, and must not wait behind the model: it has a worker of its own. */
export interface PictureTasks {
  /** Finds the object of an opaque picture. */
  segment: {
    readonly given: {
      readonly picture: Picture;
      /** URL of the folder that holds all models, absolute. */
      readonly models: string;
    };
    readonly result: Mask;
  };
  /** Draws an object from the camera of a photo; null where there is nothing to see. */
  view: {
    readonly given: {
      readonly cloud: SplatCloud;
      readonly photo: Picture;
      /** The photo's azimuth in degrees, null where it is unknown, to find the rest; or all the angles. */
      readonly from: number | null | CameraAngles;
      readonly size: number;
    };
    readonly result: (CameraFit & { readonly picture: Picture }) | null;
  };
  /** Draws objects as from places around them, a row of pictures for each. */
  views: {
    readonly given: {
      readonly clouds: readonly SplatCloud[];
      /** Degrees from the front towards +X. */
      readonly azimuths: readonly number[];
      readonly size: number;
      /** In their colours, or by how much each splat is disagreed about among the clouds. */
      readonly paint: 'colour' | 'disagreement';
    };
    readonly result: readonly (readonly Picture[])[];
  };
  /** Draws what a picture or film will show, a film at one moment: see paintJob. */
  preview: {
    readonly given: { readonly cloud: SplatCloud; readonly job: PictureJob; readonly turn: number };
    readonly result: Picture;
  };
  /** The formats that this browser can write a film in. */
  'film-formats': { readonly given: { readonly film: Turntable }; readonly result: FilmFormat[] };
  /** Draws an object from a place around it, all of it at one scale. */
  turntable: {
    readonly given: { readonly cloud: SplatCloud; readonly azimuth: number; readonly size: number };
    readonly result: Picture;
  };
}

export type PictureTask = keyof PictureTasks;

/** A task and what it is given, told apart by `task`. */
export type PictureRequest = {
  [Task in PictureTask]: { readonly task: Task } & PictureTasks[Task]['given'];
}[PictureTask];

export interface ToPictureWorker {
  readonly id: number;
  readonly request: PictureRequest;
}

/** Each request is answered once. */
export type FromPictureWorker =
  | { readonly id: number; readonly result: PictureTasks[PictureTask]['result'] }
  | { readonly id: number; readonly error: ErrorReport };
