import { FileError } from '../../base/file-error';
import { allocateCloud } from '../cloud';
import { type CloudFile, checkCount } from '../cloud-file';
import { halfTurn } from '../half-turn';
import { tidyCloud } from '../tidy-cloud';

/** Three floats of centre, three of scale, four bytes of colour and opacity, four of rotation. */
export const SPLAT_BYTES = 32;

const KIND = 'The .splat';

/**
 * Reads a .splat (see `writeSplat`). The format has no signature: whatever is a multiple of 32 bytes long and holds
 * finite numbers is one.
 *
 * @throws FileError
 */
export function readSplat(bytes: Uint8Array): CloudFile {
  if (bytes.length % SPLAT_BYTES !== 0) {
    throw new FileError(
      `${KIND} is cut short: its ${bytes.length} bytes are not a multiple of ${SPLAT_BYTES}.`,
    );
  }
  const count = bytes.length / SPLAT_BYTES;
  checkCount(count, KIND);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cloud = allocateCloud(count);
  for (let i = 0; i < count; i++) {
    const at = i * SPLAT_BYTES;
    for (let k = 0; k < 3; k++) {
      cloud.positions[3 * i + k] = view.getFloat32(at + 4 * k, true);
      cloud.scales[3 * i + k] = view.getFloat32(at + 12 + 4 * k, true);
      cloud.colors[3 * i + k] = bytes[at + 24 + k]! / 255;
    }
    cloud.opacities[i] = bytes[at + 27]! / 255;
    for (let k = 0; k < 4; k++) cloud.rotations[4 * i + k] = (bytes[at + 28 + k]! - 128) / 128;
  }
  tidyCloud(cloud, KIND);
  return { cloud: halfTurn(cloud), recipe: null };
}
