import { HOME_CAMERA } from '../pictures/cameras';
import type { Look, PictureJob } from '../pictures/job';
import type { GenerateOptions } from './options';

const COLOUR: Look = { channel: 'colour', background: 'light', width: 512, height: 512 };
const MEASURED = { ...COLOUR, background: 'dark' } as const;
const STILL = { kind: 'picture', camera: HOME_CAMERA } as const;
const SMALL = { width: 256, height: 256 } as const;

/** What each option makes. */
const JOBS: Readonly<Record<Exclude<keyof GenerateOptions['outputs'], 'object'>, PictureJob>> = {
  png: { ...STILL, look: COLOUR },
  depth: { ...STILL, look: { ...MEASURED, channel: 'depth' } },
  normals: { ...STILL, look: { ...MEASURED, channel: 'normals' } },
  views: { kind: 'views', look: { ...COLOUR, ...SMALL } },
  turntable: {
    kind: 'turntable',
    camera: HOME_CAMERA,
    look: { ...COLOUR, ...SMALL },
    seconds: 4,
    framesPerSecond: 20,
    format: 'gif',
  },
};

/** The pictures that were asked for, each with the path of its file. */
export function pictureJobs(outputs: GenerateOptions['outputs']): [path: string, job: PictureJob][] {
  return (Object.keys(JOBS) as (keyof typeof JOBS)[]).flatMap((name) => {
    const path = outputs[name];
    return path === undefined ? [] : [[path, JOBS[name]] as [string, PictureJob]];
  });
}
