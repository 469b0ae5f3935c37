import { FileError } from '../../base/file-error';
import { allocateCloud } from '../cloud';
import { type CloudFile, checkCount, recipeFrom } from '../cloud-file';
import { halfTurn } from '../half-turn';
import { SH_C0 } from '../ply';
import { fromSmallestThree } from '../smallest-three';
import { LARGEST_TAG, MEANS_TOP, parseSogMeta } from '../sog/meta';
import { decodeWebP, type Texture } from '../sog/webp';
import { tidyCloud } from '../tidy-cloud';
import { unzip } from './unzip';

const KIND = 'The .sog';

/** A texture may be this much larger than its splats need: rows and blocks are filled up. */
const PIXELS_SPARE = 65_536;

/**
 * Reads a bundled .sog of version 2 (see `writeSog`). Higher spherical harmonics are left out.
 *
 * @throws FileError
 */
export async function readSog(bytes: Uint8Array): Promise<CloudFile> {
  const files = unzip(bytes, KIND);
  const found = files.get('meta.json');
  if (!found) throw new FileError(`${KIND} has no meta.json.`);
  const meta = parseSogMeta(new TextDecoder().decode(found()));
  const { count } = meta;
  checkCount(count, KIND);
  const texture = async (name: string): Promise<Texture> => {
    const entry = files.get(name);
    if (!entry) throw new FileError(`${KIND} has no ${name}, which its meta.json names.`);
    const decoded = await decodeWebP(entry(), 2 * count + PIXELS_SPARE);
    if (decoded.width * decoded.height < count) {
      throw new FileError(`${name} in the .sog has fewer pixels than its ${count} splats.`);
    }
    return decoded;
  };
  const [low, high] = [await texture(meta.means.files[0]), await texture(meta.means.files[1])];
  const [quats, scales, sh0] = [
    await texture(meta.quats.files[0]),
    await texture(meta.scales.files[0]),
    await texture(meta.sh0.files[0]),
  ];
  const cloud = allocateCloud(count);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < 3; k++) {
      const share = (low.rgba[4 * i + k]! + 256 * high.rgba[4 * i + k]!) / MEANS_TOP;
      const least = meta.means.mins[k]!;
      cloud.positions[3 * i + k] = release(least + share * (meta.means.maxs[k]! - least));
      cloud.scales[3 * i + k] = Math.exp(meta.scales.codebook[scales.rgba[4 * i + k]!]!);
      cloud.colors[3 * i + k] = 0.5 + SH_C0 * meta.sh0.codebook[sh0.rgba[4 * i + k]!]!;
    }
    cloud.opacities[i] = sh0.rgba[4 * i + 3]! / 255;
    const largest = quats.rgba[4 * i + 3]! - LARGEST_TAG;
    if (largest < 0) throw new FileError(`The rotation of splat ${i} in the .sog is not valid.`);
    const rest = [0, 1, 2].map((k) => (quats.rgba[4 * i + k]! / 255) * 2 - 1) as [number, number, number];
    cloud.rotations.set(fromSmallestThree({ largest, rest }), 4 * i);
  }
  tidyCloud(cloud, KIND);
  const recipe = meta.asset?.kiln === undefined ? null : recipeFrom(JSON.stringify(meta.asset.kiln));
  return { cloud: halfTurn(cloud), recipe };
}

/** The inverse of how centres are squeezed. */
function release(value: number): number {
  return Math.sign(value) * Math.expm1(Math.abs(value));
}
