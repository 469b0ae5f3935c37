import { FileError } from '../base/file-error';
import { COMPONENT, ELEMENT_SIZES, type ElementType } from './components';
import type { GltfDocument } from './document';

const READERS = {
  [COMPONENT.byte]: { bytes: 1, top: 127, get: (view: DataView, at: number) => view.getInt8(at) },
  [COMPONENT.unsignedByte]: { bytes: 1, top: 255, get: (view: DataView, at: number) => view.getUint8(at) },
  [COMPONENT.short]: { bytes: 2, top: 32_767, get: (view: DataView, at: number) => view.getInt16(at, true) },
  [COMPONENT.unsignedShort]: {
    bytes: 2,
    top: 65_535,
    get: (view: DataView, at: number) => view.getUint16(at, true),
  },
  [COMPONENT.unsignedInt]: {
    bytes: 4,
    top: 1,
    get: (view: DataView, at: number) => view.getUint32(at, true),
  },
  [COMPONENT.float]: { bytes: 4, top: 1, get: (view: DataView, at: number) => view.getFloat32(at, true) },
} as const;

/** The bytes of a view into a buffer. @throws FileError where it reaches beyond it */
export function bufferViewBytes({ json, buffers }: GltfDocument, index: number): Uint8Array {
  const view = json.bufferViews[index];
  const buffer = view && buffers[view.buffer];
  if (!view || !buffer || view.byteOffset + view.byteLength > buffer.length) {
    throw new FileError('The glTF is damaged: a part of it reaches beyond its data.');
  }
  return buffer.subarray(view.byteOffset, view.byteOffset + view.byteLength);
}

/**
 * The numbers of an accessor as float32, [count, size of its type]; normalised ones as fractions.
 *
 * @param types that make sense here
 * @param countMax more elements than this are refused before memory is taken for them
 * @throws FileError
 */
export function readAccessor(
  document: GltfDocument,
  index: number,
  types: readonly ElementType[],
  countMax: number,
): Float32Array {
  const accessor = document.json.accessors[index];
  if (!accessor) throw new FileError('The glTF is damaged: it names data that is not there.');
  if (!types.includes(accessor.type)) {
    throw new FileError(`The glTF is damaged: it has ${accessor.type} where ${types.join(' or ')} belongs.`);
  }
  if (accessor.sparse !== undefined || accessor.bufferView === undefined) {
    throw new FileError('The glTF stores data sparsely, which Kiln does not read.');
  }
  if (accessor.count > countMax) {
    throw new FileError(`The glTF has ${accessor.count} points; ${countMax / 1e6} million is the most.`);
  }
  const { count, byteOffset, normalized } = accessor;
  const size = ELEMENT_SIZES[accessor.type];
  const { bytes, top, get } = READERS[accessor.componentType];
  const data = bufferViewBytes(document, accessor.bufferView);
  const stride = document.json.bufferViews[accessor.bufferView]!.byteStride ?? size * bytes;
  if (count > 0 && byteOffset + (count - 1) * stride + size * bytes > data.length) {
    throw new FileError('The glTF is damaged: a part of it reaches beyond its data.');
  }
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const divisor = normalized ? top : 1;
  const values = new Float32Array(count * size);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < size; k++) {
      const value = get(view, byteOffset + i * stride + k * bytes);
      // -128 and -32768 stand for -1 as well.
      values[size * i + k] = normalized ? Math.max(-1, value / divisor) : value;
    }
  }
  return values;
}
