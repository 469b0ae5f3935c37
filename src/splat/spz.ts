/**
 * What reader and writer of .spz (Niantic, "SPZ", 2024) agree on: after a header, each attribute of all splats in
 * turn. Axes are right, up, back, which are Kiln's own.
 */
export const SPZ_MAGIC = 0x5053474e;

/** Bytes of the header of versions 1 to 3, which is compressed along with the rest. */
export const SPZ_HEADER_BYTES = 16;

/** A colour coefficient f_dc is stored as this times itself, around the middle of a byte. */
export const SPZ_COLOR_SCALE = 0.15;

/** A scale is stored as its natural logarithm plus this, in sixteenths. */
export const SPZ_SCALE_OFFSET = 10;
export const SPZ_SCALE_STEPS = 16;

/** Bits of the magnitude of a rotation's component, beside its sign. */
export const SPZ_ROTATION_BITS = 9;
