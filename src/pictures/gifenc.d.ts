/**
 * The part of gifenc that is used; the package has no types of its own. Its main file is CommonJS whose names Node does
 * not see.
 */
declare module 'gifenc/dist/gifenc.esm.js' {
  /** Up to 256 colours, RGB in 0..255. */
  type Palette = number[][];
  interface Encoder {
    writeFrame(
      indices: Uint8Array,
      width: number,
      height: number,
      options: {
        /** Of the first frame: it holds for all. */
        palette?: Palette;
        /** Milliseconds. */
        delay: number;
        transparent: boolean;
        transparentIndex: number;
        /** 2 clears the frame before the next one. */
        dispose: number;
      },
    ): void;
    finish(): void;
    bytes(): Uint8Array<ArrayBuffer>;
  }
  export function GIFEncoder(): Encoder;
  /** @param rgba its buffer is read from the start, whatever part of it the view is */
  export function quantize(rgba: Uint8ClampedArray, colors: number, options: { format: 'rgb565' }): Palette;
  export function applyPalette(rgba: Uint8ClampedArray, palette: Palette, format: 'rgb565'): Uint8Array;
}
