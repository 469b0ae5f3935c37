import { add, mul, type Tensor, tidy } from '@tensorflow/tfjs-core';

/** a x + b y, for tensors of one shape: what every sampler's update is made of. */
export function mix(a: number, x: Tensor, b: number, y: Tensor): Tensor {
  return tidy(() => add(mul(x, a), mul(y, b)));
}
