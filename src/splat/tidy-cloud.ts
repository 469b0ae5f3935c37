import { FileError } from '../base/file-error';
import { clamp } from '../base/scalar';
import { type SplatCloud, validateCloud } from './cloud';

/** Keeps a rotation of length zero from becoming one of no length. */
const SHORTEST_ROTATION = 1e-6;
/** What scales are kept to, so that e^x stays inside float32 and above 0. */
const SCALE_MIN = 1e-18;
const SCALE_MAX = 1e18;

/**
 * Makes what a reader has decoded a valid cloud, in place: rotations are normalised, colours and opacities clamped,
 * scales kept above 0.
 *
 * @param kind what the file is, as in `the .spz`
 * @throws FileError where a value is not finite or a rotation has length zero
 */
export function tidyCloud(cloud: SplatCloud, kind: string): void {
  const { positions, scales, rotations, colors, opacities, count } = cloud;
  const refuse = (name: string, index: number, value: number): never => {
    throw new FileError(`${name} of splat ${index} in ${kind} is ${value}.`);
  };
  for (let i = 0; i < 3 * count; i++) {
    if (!Number.isFinite(positions[i])) refuse('The position', Math.floor(i / 3), positions[i]!);
    if (Number.isNaN(scales[i])) refuse('The scale', Math.floor(i / 3), scales[i]!);
    if (Number.isNaN(colors[i])) refuse('The colour', Math.floor(i / 3), colors[i]!);
    scales[i] = clamp(scales[i]!, SCALE_MIN, SCALE_MAX);
    colors[i] = clamp(colors[i]!, 0, 1);
  }
  for (let i = 0; i < count; i++) {
    if (Number.isNaN(opacities[i])) refuse('The opacity', i, opacities[i]!);
    opacities[i] = clamp(opacities[i]!, 0, 1);
    const at = 4 * i;
    const norm = Math.hypot(rotations[at]!, rotations[at + 1]!, rotations[at + 2]!, rotations[at + 3]!);
    if (!Number.isFinite(norm)) refuse('The rotation', i, norm);
    if (norm < SHORTEST_ROTATION)
      throw new FileError(`The rotation of splat ${i} in ${kind} has length zero.`);
    for (let k = 0; k < 4; k++) rotations[at + k] = rotations[at + k]! / norm;
  }
  validateCloud(cloud);
}
