import type { PackedFile } from '../base/packed-file';
import type { PhotoCamera } from '../photo/camera';
import type { Picture } from '../photo/picture';
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

/** The format of a file with this name, by the longest ending it has; null where there is none. */
export function exportFormatOf(name: string): ExportFormat | null {
  const endings = Object.entries(EXPORT_FORMATS).sort(([, a], [, b]) => b.length - a.length);
  const found = endings.find(([, ending]) => name.toLowerCase().endsWith(ending));
  return found ? (found[0] as ExportFormat) : null;
}

/** An object as files are made from it. */
export interface FileSource {
  readonly cloud: SplatCloud;
  readonly recipe: Recipe | null;
  /** Where it is known, a mesh is made from it; else from the cloud. */
  readonly viewset?: ViewsetValues;
  /** The photos it was made from, and from where: the mesh has their outlines and colours. */
  readonly photos?: readonly TakenPhoto[];
}

/** A photo, square, the object cut out and centred in it; and the camera that took it, where that is known. */
export interface TakenPhoto {
  readonly picture: Picture;
  readonly azimuth: number | null;
  readonly camera?: PhotoCamera;
}

/** An object as the library keeps it: a folder of packed files, so that it goes into a zip as it is. */
export interface ObjectFiles {
  /** A .ply in float32, with the recipe. */
  readonly splats: PackedFile;
  /** [3, R, R, 9] float16, little endian, natural ranges. */
  readonly viewset?: PackedFile;
  /** The photos it was made from, as WebP or PNG, in the order of the recipe. */
  readonly photos: readonly PackedFile[];
}

/** What the files of an object hold. */
export interface KeptObject {
  readonly cloud: SplatCloud;
  readonly recipe: Recipe | null;
  readonly viewset?: ViewsetValues;
  readonly photos: readonly Picture[];
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
  /** Makes ready for the library. */
  shelve: {
    readonly given: { readonly object: KeptObject };
    /** The thumbnail is a WebP or PNG with a transparent background. */
    readonly result: { readonly files: ObjectFiles; readonly thumbnail: Uint8Array<ArrayBuffer> };
  };
  /** Reads, and checks, what the library keeps. */
  unshelve: { readonly given: { readonly files: ObjectFiles }; readonly result: KeptObject };
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
