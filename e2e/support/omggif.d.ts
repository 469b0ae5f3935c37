/** The part of omggif that is used; the package has no types of its own. */
declare module 'omggif' {
  export class GifReader {
    constructor(bytes: Uint8Array);
    readonly width: number;
    readonly height: number;
    numFrames(): number;
    /** 0 is endless, null is once. */
    loopCount(): number | null;
    /** Delay in hundredths of a second. */
    frameInfo(frame: number): { readonly delay: number; readonly disposal: number };
    /** @param rgba [height, width, 4], overwritten where the frame is not transparent */
    decodeAndBlitFrameRGBA(frame: number, rgba: Uint8Array): void;
  }
}
