import { type SplatCloud, validateCloud } from '../cloud';
import { halfTurn } from '../half-turn';
import { SPLAT_BYTES } from '../readers/read-splat';

/**
 * A cloud as a .splat, the format of antimatter15/splat: 32 bytes each and no header, so there is no room for a
 * recipe. Centre and scale are float32, colour, opacity and rotation bytes. Y is down, as viewers expect; the
 * largest and most opaque splats come first, so that a file still loading looks like the whole.
 *
 * @throws RangeError where the cloud is not valid
 */
export function writeSplat(cloud: SplatCloud): Uint8Array<ArrayBuffer> {
  validateCloud(cloud);
  const { count, positions, scales, rotations, colors, opacities } = halfTurn(cloud);
  const weights = Float32Array.from(
    { length: count },
    (_, i) => scales[3 * i]! * scales[3 * i + 1]! * scales[3 * i + 2]! * opacities[i]!,
  );
  const order = Uint32Array.from({ length: count }, (_, i) => i).sort((a, b) => weights[b]! - weights[a]!);
  const bytes = new Uint8Array(count * SPLAT_BYTES);
  const view = new DataView(bytes.buffer);
  order.forEach((from, to) => {
    const at = to * SPLAT_BYTES;
    for (let k = 0; k < 3; k++) {
      view.setFloat32(at + 4 * k, positions[3 * from + k]!, true);
      view.setFloat32(at + 12 + 4 * k, scales[3 * from + k]!, true);
      bytes[at + 24 + k] = Math.round(colors[3 * from + k]! * 255);
    }
    bytes[at + 27] = Math.round(opacities[from]! * 255);
    for (let k = 0; k < 4; k++) {
      bytes[at + 28 + k] = Math.round(Math.min(rotations[4 * from + k]! * 128 + 128, 255));
    }
  });
  return bytes;
}
