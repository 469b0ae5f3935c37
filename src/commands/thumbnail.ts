import type { Picture } from '../photo/picture';
import type { Exhibit } from '../store/exhibit';
import type { Studio } from './studio';

/** Draws a small picture of an object on another thread. @param azimuth degrees @param size pixels along a side */
export function thumbnail(
  { pictures }: Studio,
  cloud: Exhibit['cloud'],
  azimuth: number,
  size: number,
): Promise<Picture> {
  return pictures.ask({ task: 'turntable', cloud, azimuth, size });
}
