import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend, dispose, type Tensor, tensor, zeros } from '@tensorflow/tfjs-core';
import { int32, onWebGpu, runProgram } from '../webgpu';
import { CompositeProgram } from './composite-program';
import { ListProgram } from './list-program';
import { drawPlain } from './plain';
import { ProjectProgram } from './project-program';
import { PullProgram } from './pull-program';
import { GRADIENT_4, PULL_4, SPLAT_4, tilesAcross } from './shader';
import {
  depthOrder,
  type Numbers,
  PIXEL,
  type RasterSplats,
  type RasterView,
  type SplatGradients,
} from './splats';
import { UnprojectProgram } from './unproject-program';

/** A picture of splats, and the way back from it, as often as one likes. */
export interface Drawing {
  /** [size, size, PIXEL] */
  readonly picture: Numbers;
  /** @param gradient of a scalar with respect to the picture */
  pull(gradient: Numbers): Promise<SplatGradients> | SplatGradients;
}

/**
 * Draws splats so that what is wrong with the picture can be carried back to them: on WebGPU with our own programs,
 * elsewhere in plain arrays (see drawPlain for the formulas).
 *
 * @param use the drawing is its own only until it returns
 */
export async function drawSplats<Result>(
  splats: RasterSplats,
  view: RasterView,
  use: (drawing: Drawing) => Promise<Result>,
): Promise<Result> {
  if (!onWebGpu() || splats.count === 0) return use(drawPlain(splats, view));
  const drawing = new GpuDrawing(splats, view);
  try {
    return await use({
      picture: (await drawing.picture.data()) as Float32Array,
      pull: (g) => drawing.pull(g),
    });
  } finally {
    drawing.dispose();
  }
}

/** Splats in depth order, and what was made of them, as tensors. */
class GpuDrawing {
  readonly picture: Tensor;
  readonly #order: Uint32Array;
  readonly #splats: Tensor;
  readonly #view: Tensor;
  readonly #footprints: Tensor;
  readonly #lists: Tensor;
  readonly #uniforms: ReturnType<typeof int32>[];

  constructor(splats: RasterSplats, view: RasterView) {
    const { size } = view;
    const { count } = splats;
    this.#order = depthOrder(splats, view);
    this.#splats = tensor(packed(splats, this.#order), [count, 4 * SPLAT_4]);
    this.#view = tensor(
      [
        ...view.right,
        view.distance,
        ...view.down,
        view.focal,
        ...view.back,
        size,
        view.column,
        view.row,
        0,
        0,
      ],
      [4, 4],
    );
    this.#uniforms = [int32(count), int32(tilesAcross(size)), int32(size)];
    this.#footprints = runProgram(new ProjectProgram(count), [this.#splats, this.#view], [int32(count)]);
    this.#lists = runProgram(
      new ListProgram(count, size),
      [this.#footprints],
      this.#uniforms.slice(0, 2),
      'int32',
    );
    this.picture = runProgram(new CompositeProgram(size), [this.#footprints, this.#lists], this.#uniforms);
  }

  async pull(gradient: Numbers): Promise<SplatGradients> {
    const { size } = { size: this.picture.shape[0]! };
    const count = this.#order.length;
    const given = tensor(Float32Array.from(gradient), [size, size, PIXEL]);
    const sums = zeros([count, 4 * PULL_4]);
    const program = new PullProgram(count, size);
    const inputs = [this.#footprints, this.#lists, this.picture, given];
    (backend() as WebGPUBackend).runWebGPUProgram(program, inputs, 'float32', this.#uniforms, sums);
    const out = runProgram(new UnprojectProgram(count), [this.#splats, this.#view, sums], [int32(count)]);
    try {
      return unpacked((await out.data()) as Float32Array, this.#order);
    } finally {
      dispose([given, sums, out]);
    }
  }

  dispose(): void {
    dispose([this.picture, this.#splats, this.#view, this.#footprints, this.#lists]);
  }
}

/** [N, 4 SPLAT_4], see shader.ts. */
function packed(
  { positions, scales, rotations, colors, opacities }: RasterSplats,
  order: Uint32Array,
): Float32Array {
  const out = new Float32Array(order.length * 4 * SPLAT_4);
  order.forEach((splat, i) => {
    const at = i * 4 * SPLAT_4;
    out.set(positions.subarray(3 * splat, 3 * splat + 3), at);
    out[at + 3] = opacities[splat]!;
    out.set(scales.subarray(3 * splat, 3 * splat + 3), at + 4);
    out.set(rotations.subarray(4 * splat, 4 * splat + 4), at + 8);
    out.set(colors.subarray(3 * splat, 3 * splat + 3), at + 12);
  });
  return out;
}

/** From [N, 4 GRADIENT_4] in depth order. */
function unpacked(values: Float32Array, order: Uint32Array): SplatGradients {
  const positions = new Float32Array(3 * order.length);
  const scales = new Float32Array(3 * order.length);
  const colors = new Float32Array(3 * order.length);
  const opacities = new Float32Array(order.length);
  order.forEach((splat, i) => {
    const at = i * 4 * GRADIENT_4;
    positions.set(values.subarray(at, at + 3), 3 * splat);
    opacities[splat] = values[at + 3]!;
    scales.set(values.subarray(at + 4, at + 7), 3 * splat);
    colors.set(values.subarray(at + 8, at + 11), 3 * splat);
  });
  return { positions, scales, colors, opacities };
}
