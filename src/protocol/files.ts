import type { PictureJob } from '../pictures/job';
import type { SplatCloud } from '../splat/cloud';
import type { Recipe } from '../splat/recipe';
import type { ErrorReport } from './errors';
import type { ViewsetValues } from './generation';

/** What an object can be saved as, with the endings of the files. */
export const EXPORT_FORMATS = {
  ply: '.ply',
  'compressed-ply': '.compressed.ply',
  sog: '.sog',
  spz: '.spz',
  splat: '.splat',
  'splat-glb': '.splats.glb',
  'mesh-glb': '.glb',
  obj: '.obj',
} as const;

export type ExportFormat = keyof typeof EXPORT_FORMATS;

export function isExportFormat(value: unknown): value is ExportFormat {
  return typeof value === 'string' && Object.hasOwn(EXPORT_FORMATS, value);
}

/** An object as files are made from it. */
export interface FileSource {
  readonly cloud: SplatCloud;
  readonly recipe: Recipe | null;
  /** Where it is known, a mesh is made from it; else from the cloud. */
  readonly viewset?: ViewsetValues;
}

/** Work on files that would hold up the page; each has a thread of its own for as long as it takes. */
export interface FileTasks {
  export: {
    readonly given: { readonly format: ExportFormat; readonly source: FileSource };
    readonly result: Uint8Array<ArrayBuffer>;
  };
  import: {
    readonly given: { readonly bytes: Uint8Array; readonly name: string };
    readonly result: { readonly cloud: SplatCloud; readonly recipe: Recipe | null };
  };
  /** Draws a picture or film of an object. */
  picture: {
    readonly given: { readonly cloud: SplatCloud; readonly job: PictureJob };
    readonly result: Uint8Array<ArrayBuffer>;
  };
}

export type FileTask = keyof FileTasks;

/** A task and what it is given, told apart by `task`. */
export type FileRequest = {
  [Task in FileTask]: { readonly task: Task } & FileTasks[Task]['given'];
}[FileTask];

/** Progress any number of times, then a result or a failure. */
export type FromFileWorker =
  /** The share that is done, in [0, 1]. */
  | { readonly progress: number }
  | { readonly result: FileTasks[FileTask]['result'] }
  | { readonly error: ErrorReport };
