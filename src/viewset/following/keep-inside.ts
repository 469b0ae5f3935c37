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
      const last = Math.max(0, Math.ceil((near - far) * resolution));
      const placeAt = (step: number) => (last === 0 ? near : near + ((far - near) * step) / last);
      const isInside = (step: number) => {
        point[axis] = placeAt(step);
        return outline(...point);
      };
      let first = 0;
      while (first <= last && !isInside(first)) first++;
      if (first > last) {
        values[at + CHANNEL.alpha] = (1 - strength) * values[at + CHANNEL.alpha]!;
        continue;
      }
      let final = last;
      while (!isInside(final)) final--;
      if (first > 0) values[at + CHANNEL.depthNear] = near + strength * (placeAt(first) - near);
      if (final < last) values[at + CHANNEL.depthFar] = far + strength * (placeAt(final) - far);
    }
  }
}
