import type { PictureJob } from './job';

/** The same job with views whose longer side has at most so many pixels. */
export function shrunk<Job extends PictureJob>(job: Job, side: number): Job {
  const { width, height } = job.look;
  const scale = Math.min(1, side / Math.max(width, height));
  const look = {
    ...job.look,
    width: Math.max(1, Math.round(scale * width)),
    height: Math.max(1, Math.round(scale * height)),
  };
  return { ...job, look };
}
