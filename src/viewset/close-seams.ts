import { AXES, CHANNEL, CHANNELS } from './viewset';

/** A step of alpha that is as likely an edge as an error, in what the network sees; and of depth, and of colour. */
const EDGE = [0.6, 0.2, 0.2, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3] as const;
/** Depth and colour mean something where alpha is above this. */
const SOLID = -0.4;

/**
 * Closes the seams between patches that a denoiser leaves in what it predicts. A transformer writes each patch on its
 * own, and where neighbours err differently there is a step: cracks and ridges once it is a surface. As a deblocking
 * filter does for a video's blocks (List et al., "Adaptive deblocking filter", 2003), a step that is small enough to be
 * an error is spread over half a patch to both sides; larger ones are edges of the object and stay. See
 * docs/conventions.md, Seams; training/kiln/seams.py is the twin.
 *
 * @param encoded [3, R, R, 9] in the network's [-1, 1]; written into
 * @param patch pixels along a side of a patch, a divisor of `resolution`
 */
export function closeSeams(encoded: Float32Array, resolution: number, patch: number): void {
  const [column, row] = [CHANNELS, CHANNELS * resolution];
  for (let axis = 0; axis < AXES; axis++) {
    const view = axis * resolution * row;
    for (const [across, along] of [
      [column, row],
      [row, column],
    ] as const) {
      for (let seam = patch; seam < resolution; seam += patch) {
        for (let i = 0; i < resolution; i++) {
          closeAt(encoded, view + i * along + seam * across, across, Math.floor(patch / 2));
        }
      }
    }
  }
}

/**
 * @param right the first value of the pixel behind the seam
 * @param across values from a pixel to the next across the seam
 * @param reach pixels over which a step is spread, on either side
 */
function closeAt(x: Float32Array, right: number, across: number, reach: number): void {
  const isSolid = (pixel: number) => x[pixel + CHANNEL.alpha]! > SOLID;
  const left = right - across;
  // As they were: alpha itself is changed first.
  const solid = Array.from({ length: 2 * reach }, (_, k) => isSolid(right + (k - reach) * across));
  const meets = solid[reach - 1] && solid[reach];
  for (let c = 0; c < CHANNELS; c++) {
    if (c !== CHANNEL.alpha && !meets) break;
    const before = x[left + c]! - x[left - across + c]!;
    const after = x[right + across + c]! - x[right + c]!;
    const step = x[right + c]! - x[left + c]! - (before + after) / 2;
    const error = step / (1 + (step / EDGE[c]!) ** 2);
    for (let k = 0; k < reach; k++) {
      const share = (1 - (k + 0.5) / reach) / 2;
      if (c === CHANNEL.alpha || solid[reach - 1 - k]) x[left - k * across + c]! += share * error;
      if (c === CHANNEL.alpha || solid[reach + k]) x[right + k * across + c]! -= share * error;
    }
  }
}
