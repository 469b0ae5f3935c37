import { parseArgs } from 'node:util';
import { SAMPLERS } from '../protocol/choices';
import { DEFAULTS } from '../protocol/defaults';
import { EXPORT_FORMATS, exportFormatOf } from '../protocol/files';
import type { GenerateRequest } from '../protocol/generation';
import { PHOTOS_MAX, STEPS_MAX, STEPS_MIN } from '../protocol/limits';
import {
  checkFidelity,
  checkGuidance,
  checkPhotoGuidance,
  checkPrompt,
  checkPromptBesidePhotos,
  checkSampler,
  checkSeed,
  checkSteps,
} from '../protocol/validate';
import type { PhotoFile } from './read-photo';

const ENDINGS = Object.values(EXPORT_FORMATS)
  .join(', ')
  .replace(/, (?=[^,]*$)/, ' or ');

export const USAGE = `Usage: npm run -s kiln -- generate PROMPT [options]
       npm run -s kiln -- reconstruct PHOTO [options]

Generates an object from words, or from photos of it, and writes it to at least one file.

  --out FILE          the object, as its name ends: ${ENDINGS}
  --png FILE.png      a picture from the front right, slightly above; of a reconstruction,
                      the photos beside the object and the object from all around
  --depth FILE.png    the depth map of the object from the front right; near is bright
  --normals FILE.png  the way its surface faces; red is right, green is up, blue is to the viewer
  --views FILE.png    the object from eight sides
  --turntable X.gif   the object turning once around

For reconstruct, from PNG, JPEG, WebP or AVIF files:
  --view FILE@90      another photo, taken so many degrees to the right around the object;
                      without @ the angle is unknown; up to ${PHOTOS_MAX - 1} times
  --mask FILE         where the object is in PHOTO, white on black; found out without it
  --fidelity X        0 for one plausible object to 1 for what all that the photos allow have in
                      common (default ${DEFAULTS.fidelity})
  --prompt TEXT       what the object is, in words
  --follow X          how far to follow the outlines and colours of the photos, 0 to 1
                      (default ${DEFAULTS.photoGuidance})

  --seed N            whole number; the same seed gives the same object (default ${DEFAULTS.seed})
  --steps N           ${STEPS_MIN} to ${STEPS_MAX} (default ${DEFAULTS.steps})
  --sampler NAME      ${SAMPLERS.join(', ')} (default ${DEFAULTS.sampler})
  --guidance X        how closely to follow prompt and photos (default ${DEFAULTS.guidance}, with photos ${DEFAULTS.guidanceWithPhotos})
  --model NAME        folder below models/ (default ${DEFAULTS.model})
  --backend NAME      auto, wasm or webgpu (default auto)
`;

/** What can run the network in Node. */
type NodeBackend = 'auto' | 'wasm' | 'webgpu';

export interface GenerateOptions {
  /** Its photos are still to be read. */
  readonly request: Omit<GenerateRequest, 'photos'>;
  /** Empty where the object is made from words alone. */
  readonly photos: readonly PhotoFile[];
  readonly model: string;
  readonly backend: NodeBackend;
  /** Paths of the files to write. */
  readonly outputs: Readonly<
    Partial<Record<'object' | 'png' | 'depth' | 'normals' | 'views' | 'turntable', string>>
  >;
}

/** A command line that cannot be understood; the message says why. */
export class UsageError extends Error {}

/**
 * Reads the arguments after the program's name.
 *
 * @returns 'help' where that was asked for
 * @throws UsageError, or KilnError for a value that is out of range
 */
export function parseCommandLine(args: readonly string[]): GenerateOptions | 'help' {
  const { values, positionals } = parse(args);
  const [command, ...words] = positionals;
  if (values.help || command === 'help') return 'help';
  if (command !== 'generate' && command !== 'reconstruct') {
    throw new UsageError(
      command ? `There is no command ${command}; there are generate and reconstruct.` : 'No command given.',
    );
  }
  const isFromPhotos = command === 'reconstruct';
  const outputs = {
    object: values.out,
    png: values.png,
    depth: values.depth,
    normals: values.normals,
    views: values.views,
    turntable: values.turntable,
  };
  if (!Object.values(outputs).some(Boolean)) {
    throw new UsageError('Nothing to write: give at least one of --out, --png, --depth and the like.');
  }
  if (outputs.object && !exportFormatOf(outputs.object)) {
    throw new UsageError(`--out ${outputs.object}: how the name ends says what to write: ${ENDINGS}.`);
  }
  if (outputs.turntable && !/\.gif$/i.test(outputs.turntable)) {
    throw new UsageError(`--turntable ${outputs.turntable}: only .gif here; the studio writes MP4 and WebM.`);
  }
  return {
    request: {
      prompt: isFromPhotos ? checkPromptBesidePhotos(values.prompt ?? '') : checkPrompt(words.join(' ')),
      seed: checkSeed(values.seed ?? DEFAULTS.seed),
      steps: checkSteps(values.steps ?? DEFAULTS.steps),
      sampler: checkSampler(values.sampler ?? DEFAULTS.sampler),
      guidance: checkGuidance(
        values.guidance ?? (isFromPhotos ? DEFAULTS.guidanceWithPhotos : DEFAULTS.guidance),
      ),
      ...(isFromPhotos && { photoGuidance: checkPhotoGuidance(values.follow ?? DEFAULTS.photoGuidance) }),
      ...(isFromPhotos && { fidelity: checkFidelity(values.fidelity ?? DEFAULTS.fidelity) }),
    },
    photos: isFromPhotos ? photoFiles(words, values) : refusePhotos(values),
    model: values.model ?? DEFAULTS.model,
    backend: checkBackend(values.backend ?? 'auto'),
    outputs,
  };
}

interface PhotoValues {
  readonly view?: string[] | undefined;
  readonly mask?: string | undefined;
  readonly prompt?: string | undefined;
  readonly follow?: string | undefined;
  readonly fidelity?: string | undefined;
}

function photoFiles([path, ...more]: readonly string[], { view = [], mask }: PhotoValues): PhotoFile[] {
  if (path === undefined) throw new UsageError('Which photo? Give the path of a PNG file after reconstruct.');
  if (more.length > 0) {
    throw new UsageError(`Only one photo comes first; give ${more[0]} with --view ${more[0]}@ANGLE.`);
  }
  if (view.length > PHOTOS_MAX - 1) {
    throw new UsageError(`${view.length + 1} photos are too many: ${PHOTOS_MAX} is the most.`);
  }
  return [{ path, azimuth: 0, ...(mask !== undefined && { mask }) }, ...view.map(viewOf)];
}

/** FILE@DEGREES, or FILE where nobody knows; a file's name may hold an @ of its own. */
function viewOf(text: string): PhotoFile {
  const [, path, degrees] = /^(.+?)(?:@([^@/]*))?$/.exec(text) ?? [];
  if (path === undefined) throw new UsageError('--view needs a file, as in --view side.png@90.');
  if (degrees === undefined || /[a-z]$/i.test(degrees)) return { path: text, azimuth: null };
  const azimuth = degrees.trim() === '' ? Number.NaN : Number(degrees);
  if (!Number.isFinite(azimuth)) {
    throw new UsageError(
      `--view ${text}: ${degrees || 'nothing'} is not an angle in degrees, as in ${path}@90.`,
    );
  }
  return { path, azimuth };
}

function refusePhotos(values: PhotoValues): [] {
  for (const name of ['view', 'mask', 'prompt', 'follow', 'fidelity'] as const) {
    if (values[name] !== undefined)
      throw new UsageError(`--${name} belongs to reconstruct, not to generate.`);
  }
  return [];
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: joinNegativeNumbers(args),
      allowPositionals: true,
      options: {
        out: text,
        png: text,
        depth: text,
        normals: text,
        views: text,
        turntable: text,
        view: { type: 'string', multiple: true },
        mask: text,
        prompt: text,
        follow: text,
        seed: text,
        steps: text,
        sampler: text,
        guidance: text,
        fidelity: text,
        model: text,
        backend: text,
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** `--seed -1` as `--seed=-1`: else the number is taken for an option, and the complaint is about that. */
function joinNegativeNumbers(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const previous = joined.at(-1);
    if (/^-[\d.]/.test(arg) && previous && /^--\w+$/.test(previous))
      joined[joined.length - 1] = `${previous}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

function checkBackend(name: string): NodeBackend {
  if (name === 'auto' || name === 'wasm' || name === 'webgpu') return name;
  throw new UsageError(`There is no backend ${name} here. Choose auto, wasm or webgpu.`);
}
