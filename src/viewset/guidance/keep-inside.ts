import { AXES, CHANNEL, CHANNELS, VIEW_AXES, type Viewset } from '../viewset';
import type { Outline } from './target';

/** Fainter pixels are empty already. */
const ALPHA_MIN = 0.05;

/**
 * Keeps an object inside the cone of an outline, as the visual hull does (Laurentini, 1994): every hit moves along its
 * ray, a pixel at a time, to the first place that the outline covers, and a ray without one fades.
 *
 * @param strength how much of the way, in [0, 1]
 */
export function keepInside({ resolution, values }: Viewset, outline: Outline, strength: number): void {
  const point: [number, number, number] = [0, 0, 0];
  for (let axis = 0; axis < AXES; axis++) {
    const { u, v } = VIEW_AXES[axis]!;
    for (let pixel = 0; pixel < resolution * resolution; pixel++) {
      const at = (axis * resolution * resolution + pixel) * CHANNELS;
      if (values[at + CHANNEL.alpha]! < ALPHA_MIN) continue;
      point[u] = ((pixel % resolution) + 0.5) / resolution - 0.5;
      point[v] = (Math.floor(pixel / resolution) + 0.5) / resolution - 0.5;
      const near = values[at + CHANNEL.depthNear]!;
      const far = values[at + CHANNEL.depthFar]!;
      const steps = Math.max(0, Math.ceil((near - far) * resolution));
      /** The first of the places from one hit to the other that is inside, or NaN. */
      const firstInside = (from: number, to: number) => {
        for (let step = 0; step <= steps; step++) {
          const place = steps === 0 ? from : from + ((to - from) * step) / steps;
          point[axis] = place;
          if (outline(...point)) return place;
        }
        return Number.NaN;
      };
      const kept = firstInside(near, far);
      if (Number.isNaN(kept)) {
        values[at + CHANNEL.alpha] = (1 - strength) * values[at + CHANNEL.alpha]!;
      } else {
        values[at + CHANNEL.depthNear] = near + strength * (kept - near);
        values[at + CHANNEL.depthFar] = far + strength * (firstInside(far, near) - far);
      }
    }
  }
}
