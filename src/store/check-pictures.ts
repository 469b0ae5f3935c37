import type { PictureJob } from '../pictures/job';
import {
  RATE_MIN,
  rateMaxOf,
  SECONDS_MAX,
  SECONDS_MIN,
  SIDE_MAX,
  SIDE_MIN,
  tooLarge,
} from '../pictures/limits';
import type { Camera } from '../splat/render/camera';
import type { PictureSettings } from './pictures';

/** What is wrong with a field, or with the file as a whole, for people. */
export type PictureProblems = Readonly<
  Partial<Record<'width' | 'height' | 'seconds' | 'framesPerSecond' | 'file', string>>
>;

/** Turns settings into a job, or lists everything that stands in its way. */
export function checkPictures(
  settings: PictureSettings,
  camera: Camera,
): { readonly job: PictureJob } | { readonly problems: PictureProblems } {
  const { kind, channel, background, format } = settings;
  const problems: { -readonly [Key in keyof PictureProblems]: PictureProblems[Key] } = {};
  const read = (field: keyof PictureProblems & keyof PictureSettings, range: Range): number => {
    const problem = problemOf(settings[field], range);
    if (problem !== null) problems[field] = problem;
    return Number(settings[field]);
  };
  const side = { name: 'pixels', min: SIDE_MIN, max: SIDE_MAX, isWhole: true };
  const look = { channel, background, width: read('width', side), height: read('height', side) };
  const job = ((): PictureJob => {
    if (kind === 'views') return { kind, look };
    if (kind === 'picture') return { kind, look, camera };
    const seconds = read('seconds', { name: 'seconds', min: SECONDS_MIN, max: SECONDS_MAX, isWhole: false });
    const rate = { name: 'frames', min: RATE_MIN, max: rateMaxOf(format), isWhole: true };
    return { kind, look, camera, seconds, framesPerSecond: read('framesPerSecond', rate), format };
  })();
  if (Object.keys(problems).length > 0) return { problems };
  const file = tooLarge(job);
  return file === null ? { job } : { problems: { file } };
}

interface Range {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly isWhole: boolean;
}

function problemOf(text: string, { name, min, max, isWhole }: Range): string | null {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  const isRight = value >= min && value <= max && (!isWhole || Number.isInteger(value));
  if (isRight) return null;
  return isWhole ? `A whole number of ${name}, ${min} to ${max}.` : `${min} to ${max} ${name}.`;
}
