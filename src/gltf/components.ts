/** Kinds of numbers in a glTF buffer, by the codes that glTF took from OpenGL. */
export const COMPONENT = {
  byte: 5120,
  unsignedByte: 5121,
  short: 5122,
  unsignedShort: 5123,
  unsignedInt: 5125,
  float: 5126,
} as const;

/** How many numbers make an element. */
export const ELEMENT_SIZES = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4, MAT2: 4, MAT3: 9, MAT4: 16 } as const;

export type ElementType = keyof typeof ELEMENT_SIZES;

/** How the points of a primitive are joined. */
export const MODE = { points: 0, triangles: 4 } as const;
