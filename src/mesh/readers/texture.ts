import { FileError } from '../../base/file-error';
import { toLinear } from '../../base/srgb';
import { bufferViewBytes, readAccessor } from '../../gltf/accessor';
import { fromDataUri, type GltfDocument } from '../../gltf/document';
import { CORNERS_MAX } from '../limits';
import type { DecodeImage, Pixels } from './image';

type Three = readonly [number, number, number];

/** The texture's colour, linear light, at barycentric weights of a triangle's corners. */
export type Sampler = (corners: Three, weights: Three) => Three;

const LINEAR = Float32Array.from({ length: 256 }, (_, byte) => toLinear(byte / 255));

/**
 * A way to look up a primitive's base colour texture, or null where it has none. Texels repeat and are not blended:
 * splats lie closer than they do.
 *
 * @throws FileError where the texture or its coordinates are damaged or missing
 */
export async function loadTexture(
  document: GltfDocument,
  info: { readonly index: number; readonly texCoord: number } | undefined,
  attributes: Readonly<Record<string, number>>,
  count: number,
  decode: DecodeImage,
): Promise<Sampler | null> {
  if (!info) return null;
  const accessor = attributes[`TEXCOORD_${info.texCoord}`];
  if (accessor === undefined) return null;
  const places = readAccessor(document, accessor, ['VEC2'], CORNERS_MAX);
  if (places.length !== 2 * count)
    throw new FileError('The glTF is damaged: its texture coordinates do not fit.');
  const pixels = await decodeSource(document, info.index, decode);
  return (corners, weights) => {
    const [u, v] = [0, 1].map((k) =>
      corners.reduce((sum, corner, i) => sum + weights[i]! * places[2 * corner + k]!, 0),
    );
    return texelAt(pixels, u!, v!);
  };
}

/** The images of a document that have been decoded: one may paint many parts. */
const decoded = new WeakMap<GltfDocument, Map<number, Promise<Pixels>>>();

async function decodeSource(document: GltfDocument, index: number, decode: DecodeImage): Promise<Pixels> {
  const source = document.json.textures[index]?.source ?? -1;
  const known = decoded.get(document) ?? new Map<number, Promise<Pixels>>();
  decoded.set(document, known);
  const pixels = known.get(source) ?? decodeImage(document, source, decode);
  known.set(source, pixels);
  return pixels;
}

async function decodeImage(document: GltfDocument, source: number, decode: DecodeImage): Promise<Pixels> {
  const image = document.json.images[source];
  if (!image) throw new FileError('The glTF has a texture in a format that Kiln does not read.');
  const bytes =
    image.bufferView === undefined ? fromDataUri(image.uri) : bufferViewBytes(document, image.bufferView);
  return decode(bytes).catch((cause: unknown) => {
    throw new FileError('The glTF has a texture that cannot be decoded.', { cause });
  });
}

function texelAt({ width, height, data }: Pixels, u: number, v: number): Three {
  const wrap = (share: number, size: number) => {
    const place = Math.floor((share - Math.floor(share)) * size);
    return Number.isFinite(place) ? Math.min(place, size - 1) : 0;
  };
  const at = 4 * (wrap(v, height) * width + wrap(u, width));
  return [LINEAR[data[at]!]!, LINEAR[data[at + 1]!]!, LINEAR[data[at + 2]!]!];
}
