import { FileError } from '../base/file-error';
import { z } from '../base/zod';
import { COMPONENT, ELEMENT_SIZES, type ElementType } from './components';
import { isGlb, unpackGlb } from './glb';

/** More of anything than a file needs that holds one object. */
const ENTRIES_MAX = 100_000;
/** JSON of glTF can be long, but not this long. */
const JSON_BYTES_MAX = 512_000_000;

const index = z.int().min(0);
const list = <Item extends z.ZodType>(item: Item) => z.array(item).max(ENTRIES_MAX).default([]);
const numbers = (length: number) => z.array(z.number()).length(length);
const textureInfo = z.object({ index, texCoord: index.default(0) });

const documentSchema = z.object({
  asset: z.object({ version: z.string(), extras: z.unknown().optional() }),
  extensionsRequired: list(z.string()),
  scene: index.default(0),
  scenes: list(z.object({ nodes: list(index) })),
  nodes: list(
    z.object({
      mesh: index.optional(),
      children: list(index),
      matrix: numbers(16).optional(),
      translation: numbers(3).optional(),
      rotation: numbers(4).optional(),
      scale: numbers(3).optional(),
    }),
  ),
  meshes: list(
    z.object({
      primitives: list(
        z.object({
          attributes: z.record(z.string(), index),
          indices: index.optional(),
          material: index.optional(),
          mode: index.default(4),
          extensions: z.record(z.string(), z.unknown()).optional(),
        }),
      ),
    }),
  ),
  materials: list(
    z.object({
      pbrMetallicRoughness: z
        .object({ baseColorFactor: numbers(4).optional(), baseColorTexture: textureInfo.optional() })
        .optional(),
    }),
  ),
  textures: list(z.object({ source: index.optional() })),
  images: list(
    z.object({ bufferView: index.optional(), uri: z.string().optional(), mimeType: z.string().optional() }),
  ),
  buffers: list(z.object({ byteLength: index, uri: z.string().optional() })),
  bufferViews: list(
    z.object({
      buffer: index,
      byteOffset: index.default(0),
      byteLength: index,
      byteStride: index.optional(),
    }),
  ),
  accessors: list(
    z.object({
      bufferView: index.optional(),
      byteOffset: index.default(0),
      componentType: z.enum(COMPONENT),
      count: index,
      type: z.enum(Object.keys(ELEMENT_SIZES) as [ElementType, ...ElementType[]]),
      normalized: z.boolean().default(false),
      sparse: z.unknown().optional(),
    }),
  ),
});

/** The parts of a glTF 2.0 that Kiln reads. */
export type GltfJson = z.infer<typeof documentSchema>;

export interface GltfDocument {
  readonly json: GltfJson;
  /** The buffers, in the order of the file. */
  readonly buffers: readonly Uint8Array[];
}

/**
 * Reads a .glb or .gltf whose buffers are inside the file: nothing is ever fetched.
 *
 * @throws FileError
 */
export function readGltfDocument(bytes: Uint8Array): GltfDocument {
  const { json: text, binary } = isGlb(bytes)
    ? unpackGlb(bytes)
    : { json: textOf(bytes), binary: new Uint8Array() };
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw new FileError('The glTF is damaged: its description is not JSON.', { cause });
  }
  const result = documentSchema.safeParse(data);
  if (!result.success) throw new FileError(`The glTF is not valid: ${z.prettifyError(result.error)}`);
  const json = result.data;
  if (!json.asset.version.startsWith('2.')) {
    throw new FileError(`The glTF is of version ${json.asset.version}; only version 2 can be read.`);
  }
  const unknown = json.extensionsRequired.filter((name) => !UNDERSTOOD.has(name));
  if (unknown.length > 0) {
    throw new FileError(
      `The glTF needs ${unknown.join(', ')}, which Kiln does not read. Save it without compression.`,
    );
  }
  const buffers = json.buffers.map(({ uri, byteLength }, i) => {
    const buffer = uri === undefined && i === 0 ? binary : fromDataUri(uri);
    if (buffer.length < byteLength)
      throw new FileError('The glTF is cut short: its buffer is shorter than it says.');
    return buffer;
  });
  return { json, buffers };
}

/** Extensions without which a file would be misread, and with which it is not. */
const UNDERSTOOD = new Set(['KHR_gaussian_splatting', 'KHR_materials_unlit', 'KHR_mesh_quantization']);

function textOf(bytes: Uint8Array): string {
  if (bytes.length > JSON_BYTES_MAX) throw new FileError('The .gltf is too large.');
  return new TextDecoder().decode(bytes);
}

/** @throws FileError where it is the address of another file */
export function fromDataUri(uri: string | undefined): Uint8Array {
  const encoded = uri?.match(/^data:[^,]*;base64,(.*)$/s)?.[1];
  if (encoded === undefined) {
    throw new FileError('The .gltf keeps its data in other files. Save it as one .glb file instead.');
  }
  try {
    return Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
  } catch (cause) {
    throw new FileError('The .gltf is damaged: the data inside it cannot be decoded.', { cause });
  }
}
