import { zipSync } from 'fflate';
import { type SplatCloud, validateCloud } from '../cloud';
import { halfTurn } from '../half-turn';
import { mortonOrder } from '../morton-order';
import { SH_C0 } from '../ply';
import type { Recipe } from '../recipe';
import { toSmallestThree } from '../smallest-three';
import { LARGEST_TAG, MEANS_TOP, type SogMeta } from '../sog/meta';
import { encodeWebP } from '../sog/webp';

/** A date that every zip can hold, so that the same object gives the same file. */
const MODIFIED = '1980-01-02T00:00:00';

/**
 * A cloud as a .sog: a zip of lossless WebP textures, a pixel of each for a splat, and what they mean. Y is down, as
 * viewers expect. Codebooks are even: a Kiln cloud's colours are then exact to 8 bits.
 *
 * @param recipe goes into the asset of meta.json
 * @throws RangeError where the cloud is not valid, or empty: there would be nothing to make a texture of
 */
export async function writeSog(cloud: SplatCloud, recipe: Recipe | null): Promise<Uint8Array<ArrayBuffer>> {
  validateCloud(cloud);
  if (cloud.count === 0) throw new RangeError('a .sog cannot hold a cloud without splats');
  const turned = halfTurn(cloud);
  const order = mortonOrder(turned);
  const width = Math.ceil(Math.sqrt(cloud.count) / 4) * 4;
  const height = Math.ceil(cloud.count / width);
  const textures: Record<string, Uint8Array> = {};
  const paint = async (name: string, pixelOf: (splat: number) => readonly number[]) => {
    const rgba = new Uint8Array(4 * width * height);
    order.forEach((splat, i) => {
      rgba.set(pixelOf(splat), 4 * i);
    });
    textures[name] = await encodeWebP({ width, height, rgba });
  };

  const centres = turned.positions.map(squeeze);
  const [mins, maxs] = rangeOf(centres);
  const fixed = (splat: number) =>
    mins.map((least, k) => {
      const span = maxs[k]! - least;
      return span > 0 ? Math.round(((centres[3 * splat + k]! - least) / span) * MEANS_TOP) : 0;
    });
  await paint('means_l.webp', (splat) => [...fixed(splat).map((value) => value & 255), 255]);
  await paint('means_u.webp', (splat) => [...fixed(splat).map((value) => value >> 8), 255]);

  await paint('quats.webp', (splat) => {
    const [w, x, y, z] = turned.rotations.subarray(4 * splat, 4 * splat + 4);
    const { largest, rest } = toSmallestThree([w!, x!, y!, z!]);
    return [...rest.map((value) => Math.round((value / 2 + 0.5) * 255)), LARGEST_TAG + largest];
  });

  const sizes = turned.scales.map(Math.log);
  const scales = evenCodebook(
    sizes.reduce((a, b) => Math.min(a, b)),
    sizes.reduce((a, b) => Math.max(a, b)),
  );
  await paint('scales.webp', (splat) => [...three(sizes, splat).map(scales.indexOf), 255]);

  const colors = evenCodebook(-0.5 / SH_C0, 0.5 / SH_C0);
  await paint('sh0.webp', (splat) => [
    ...three(turned.colors, splat).map((value) => colors.indexOf((value - 0.5) / SH_C0)),
    Math.round(turned.opacities[splat]! * 255),
  ]);

  const meta: SogMeta = {
    version: 2,
    asset: { generator: 'Kiln', ...(recipe && { kiln: recipe }) },
    count: cloud.count,
    means: { mins, maxs, files: ['means_l.webp', 'means_u.webp'] },
    scales: { codebook: scales.values, files: ['scales.webp'] },
    quats: { files: ['quats.webp'] },
    sh0: { codebook: colors.values, files: ['sh0.webp'] },
  };
  const files = { ...textures, 'meta.json': new TextEncoder().encode(JSON.stringify(meta)) };
  return zipSync(files, { level: 0, mtime: MODIFIED }) as Uint8Array<ArrayBuffer>;
}

/** How centres are squeezed before they become 16 bits, so that far splats do not take steps from near ones. */
function squeeze(value: number): number {
  return Math.sign(value) * Math.log(Math.abs(value) + 1);
}

function three(values: Float32Array, splat: number): number[] {
  return [...values.subarray(3 * splat, 3 * splat + 3)];
}

type Three = [number, number, number];

function rangeOf(values: Float32Array): [Three, Three] {
  const low: Three = [values[0]!, values[1]!, values[2]!];
  const high: Three = [...low];
  values.forEach((value, i) => {
    low[i % 3] = Math.min(low[i % 3]!, value);
    high[i % 3] = Math.max(high[i % 3]!, value);
  });
  return [low, high];
}

/** 256 values from `low` to `high` in even steps, and the index of the nearest. */
function evenCodebook(low: number, high: number) {
  const step = (high - low) / 255;
  return {
    values: Array.from({ length: 256 }, (_, i) => low + i * step),
    indexOf: (value: number) => (step > 0 ? Math.round((value - low) / step) : 0),
  };
}
