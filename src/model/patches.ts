import { reshape, type Tensor, type Tensor3D, tidy, transpose } from '@tensorflow/tfjs-core';

/**
 * Cuts images into square patches, flattened by row, column, channel. Image, patch row, patch column
 * is the token order. Rank 4 throughout: transposes of higher rank have no fast path in tfjs.
 *
 * @param images [images, S, S, C]
 * @returns [images, (S / P)², P·P·C]
 */
export function patchify(images: Tensor, patch: number): Tensor3D {
  const [count, size, , channels] = images.shape as [number, number, number, number];
  const side = size / patch;
  return tidy(() => {
    const cut = reshape(images, [count * side, patch, side, patch * channels]);
    return reshape(transpose(cut, [0, 2, 1, 3]), [count, side * side, patch * patch * channels]);
  });
}

/**
 * The inverse of patchify.
 *
 * @param patches [images, side², P·P·C]
 * @param shape of the output, whose size is images · side·P · side·P · C
 */
export function unpatchify<T extends Tensor>(patches: Tensor3D, patch: number, shape: number[]): T {
  const [count, tokens, values] = patches.shape;
  const side = Math.sqrt(tokens);
  return tidy(() => {
    const cut = reshape(patches, [count * side, side, patch, values / patch]);
    return reshape(transpose(cut, [0, 2, 1, 3]), shape) as T;
  });
}
