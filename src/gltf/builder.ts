import { COMPONENT, ELEMENT_SIZES, type ElementType } from './components';
import { align4, packGlb } from './glb';

type Values = Float32Array | Uint32Array | Uint16Array | Uint8Array;

const ARRAY_BUFFER = 34962;
const ELEMENT_ARRAY_BUFFER = 34963;

export interface AccessorOptions {
  /** Whole numbers that stand for fractions of their largest. */
  readonly normalized?: boolean;
  /** Corners of triangles, not what lies at them. */
  readonly isIndex?: boolean;
  /** Writes the least and largest of each component, as positions need. */
  readonly hasBounds?: boolean;
}

/** Collects arrays into the buffer of a glTF and the entries that describe them. */
export class GltfBuilder {
  readonly #pieces: Values[] = [];
  readonly #bufferViews: object[] = [];
  readonly #accessors: object[] = [];
  #bytes = 0;

  /** @returns the accessor's index */
  add(values: Values, type: ElementType, { normalized, isIndex, hasBounds }: AccessorOptions = {}): number {
    const size = ELEMENT_SIZES[type];
    this.#bufferViews.push({
      buffer: 0,
      byteOffset: this.#bytes,
      byteLength: values.byteLength,
      target: isIndex ? ELEMENT_ARRAY_BUFFER : ARRAY_BUFFER,
    });
    this.#accessors.push({
      bufferView: this.#bufferViews.length - 1,
      componentType: codeOf(values),
      count: values.length / size,
      type,
      ...(normalized && { normalized }),
      ...(hasBounds && boundsOf(values, size)),
    });
    this.#pieces.push(values);
    this.#bytes += align4(values.byteLength);
    return this.#accessors.length - 1;
  }

  /** @param rest of the glTF: everything but buffers, bufferViews and accessors */
  toGlb(rest: object): Uint8Array<ArrayBuffer> {
    const binary = new Uint8Array(this.#bytes);
    let at = 0;
    for (const piece of this.#pieces) {
      binary.set(new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength), at);
      at += align4(piece.byteLength);
    }
    const json = JSON.stringify({
      ...rest,
      buffers: [{ byteLength: this.#bytes }],
      bufferViews: this.#bufferViews,
      accessors: this.#accessors,
    });
    return packGlb({ json, binary });
  }
}

function codeOf(values: Values): number {
  if (values instanceof Float32Array) return COMPONENT.float;
  if (values instanceof Uint32Array) return COMPONENT.unsignedInt;
  if (values instanceof Uint16Array) return COMPONENT.unsignedShort;
  return COMPONENT.unsignedByte;
}

function boundsOf(values: Values, size: number): { min: number[]; max: number[] } {
  const min = Array.from(values.subarray(0, size));
  const max = [...min];
  values.forEach((value, i) => {
    min[i % size] = Math.min(min[i % size]!, value);
    max[i % size] = Math.max(max[i % size]!, value);
  });
  return { min, max };
}
