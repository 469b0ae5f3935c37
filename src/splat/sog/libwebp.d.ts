/** libwebp as splat-transform builds it: an Emscripten module of lossless encoding and of decoding. */
declare module '@playcanvas/splat-transform/lib/webp.mjs' {
  export interface WebPModule {
    readonly HEAPU8: Uint8Array;
    readonly HEAPU32: Uint32Array;
    _malloc(bytes: number): number;
    _free(pointer: number): void;
    _webp_free(pointer: number): void;
    /** @returns 0 where it failed */
    _webp_encode_lossless_rgba(
      rgba: number,
      width: number,
      height: number,
      stride: number,
      outPointer: number,
      outBytes: number,
    ): number;
    /** @returns 0 where it failed */
    _webp_decode_rgba(
      webp: number,
      bytes: number,
      outPointer: number,
      outWidth: number,
      outHeight: number,
    ): number;
  }
  export default function create(): Promise<WebPModule>;
}
