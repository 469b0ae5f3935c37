import { FileError } from '../../base/file-error';
import { checkLength, recipeFrom } from '../cloud-file';
import { MADE_WITH, RECIPE_KEYWORD, UP_KEYWORD } from '../ply';
import type { Recipe } from '../recipe';

/** The kinds of numbers that files of splats hold, by their names in a .ply. */
const TYPES = {
  float: { bytes: 4, get: (view: DataView, at: number) => view.getFloat32(at, true) },
  double: { bytes: 8, get: (view: DataView, at: number) => view.getFloat64(at, true) },
  uint: { bytes: 4, get: (view: DataView, at: number) => view.getUint32(at, true) },
  uchar: { bytes: 1, get: (view: DataView, at: number) => view.getUint8(at) },
} as const;

const ALIASES: Readonly<Record<string, keyof typeof TYPES>> = {
  float32: 'float',
  uint32: 'uint',
  uint8: 'uchar',
};

export interface PlyProperty {
  /** Bytes from the start of a row. */
  readonly offset: number;
  readonly get: (view: DataView, at: number) => number;
}

/** A table of a .ply. */
export interface PlyElement {
  readonly count: number;
  readonly properties: ReadonlyMap<string, PlyProperty>;
  /** Bytes from the start of the file. */
  readonly start: number;
  /** Bytes of a row. */
  readonly stride: number;
}

export interface PlyHeader {
  readonly elements: ReadonlyMap<string, PlyElement>;
  readonly recipe: Recipe | null;
  /** Files of trained scenes are Y down by custom, and so are Kiln's, but for its first ones. */
  readonly isYDown: boolean;
}

/** More than any header we know of needs; keeps a wrong file from being searched to its end. */
const HEADER_BYTES_MAX = 65_536;

/**
 * Reads the header of a binary little-endian .ply and checks that the file is as long as it says.
 *
 * @throws FileError
 */
export function readPlyHeader(bytes: Uint8Array): PlyHeader {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, HEADER_BYTES_MAX));
  const end = text.match(/\nend_header\r?\n/);
  if (!/^ply\r?\n/.test(text) || end?.index === undefined) {
    throw new FileError('This is not a .ply file: it lacks the header from "ply" to "end_header".');
  }
  const elements = new Map<string, PlyElement & { properties: Map<string, PlyProperty>; stride: number }>();
  let recipe: Recipe | null = null;
  let up: string | undefined;
  let isOurs = false;
  for (const line of text.slice(0, end.index).split(/\r?\n/).slice(1)) {
    const [keyword, ...words] = line.split(' ');
    if (keyword === 'format' && words[0] !== 'binary_little_endian') {
      throw new FileError(`The .ply is in the format ${words[0]}; only binary_little_endian can be read.`);
    } else if (keyword === 'comment') {
      if (words[0] === RECIPE_KEYWORD) recipe = recipeFrom(words.slice(1).join(' '));
      else if (words[0] === UP_KEYWORD) up = words[1];
      else if (words.join(' ') === MADE_WITH) isOurs = true;
    } else if (keyword === 'element') {
      const [name, count] = words;
      if (!name || !/^\d{1,9}$/.test(count ?? '') || elements.has(name)) {
        throw new FileError(`The .ply has the line "${line}", which is no element with its count.`);
      }
      elements.set(name, { count: Number(count), properties: new Map(), start: 0, stride: 0 });
    } else if (keyword === 'property') {
      const element = [...elements.values()].at(-1);
      const type = TYPES[(ALIASES[words[0]!] ?? words[0]) as keyof typeof TYPES];
      if (!element || !type || !words[1]) {
        throw new FileError(`The .ply has "${line}", which no file of splats holds.`);
      }
      element.properties.set(words[1], { offset: element.stride, get: type.get });
      element.stride += type.bytes;
    }
  }
  let start = end.index + end[0].length;
  for (const [name, element] of elements) {
    elements.set(name, { ...element, start });
    start += element.count * element.stride;
  }
  checkLength(bytes.length, start, 'The .ply');
  return { elements, recipe, isYDown: up === undefined ? !isOurs : up === '-y' };
}

/**
 * A way to read one property of an element, row by row.
 *
 * @throws FileError where there is no such property
 */
export function columnOf(bytes: Uint8Array, element: PlyElement, name: string): (row: number) => number {
  const property = element.properties.get(name);
  if (!property) throw new FileError(`The .ply has no property ${name}, so it does not hold splats.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { start, stride } = element;
  return (row) => property.get(view, start + row * stride + property.offset);
}
