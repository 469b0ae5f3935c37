import { orbitCamera } from '../splat/render/camera';
import type { Look, Still, Turntable, Views } from './job';

const camera = orbitCamera({ azimuth: 0, elevation: 0, distance: 3, fieldOfView: 0.5 });
const LOOK: Look = { channel: 'colour', background: 'transparent', width: 64, height: 64 };

export function still(look: Partial<Look> = {}): Still {
  return { kind: 'picture', camera, look: { ...LOOK, ...look } };
}

export function views(look: Partial<Look> = {}): Views {
  return { kind: 'views', look: { ...LOOK, ...look } };
}

export function turntable(film: Partial<Turntable> = {}, look: Partial<Look> = {}): Turntable {
  return {
    kind: 'turntable',
    camera,
    look: { ...LOOK, ...look },
    seconds: 1,
    framesPerSecond: 8,
    format: 'gif',
    ...film,
  };
}
