/** A decoded picture: [height, width, 4] RGBA, sRGB and straight alpha in 0..255, row 0 on top. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Turns the bytes of a PNG, JPEG or WebP into pixels; rejects where they are none. */
export type DecodeImage = (bytes: Uint8Array) => Promise<Pixels>;
