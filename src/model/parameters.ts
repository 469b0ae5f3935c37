import { keep, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { type LinearWeight, linearWeight } from '../kernels/linear/weight';
import { ModelError } from './errors';
import { type StoredTensors, toFloats } from './safetensors';

/**
 * Takes the tensors of a file by name, checks their shapes and lays them out for the active backend.
 * Owns what it made.
 */
export class Parameters {
  readonly #stored: StoredTensors;
  readonly #name: string;
  readonly #unused: Set<string>;
  readonly #owned: Tensor[] = [];
  #count = 0;

  /** @param name names the model in messages */
  constructor(stored: StoredTensors, name: string) {
    this.#stored = stored;
    this.#name = name;
    this.#unused = new Set(stored.keys());
  }

  /** Number of values taken so far. */
  get count(): number {
    return this.#count;
  }

  /** @returns the values of a tensor of this shape, in C order */
  values(name: string, ...shape: number[]): Float32Array {
    return toFloats(this.#take(name, shape));
  }

  /** @returns a float32 tensor of this shape */
  dense<T extends Tensor>(name: string, ...shape: number[]): T {
    return this.own(tensor(this.values(name, ...shape), shape, 'float32')) as T;
  }

  /** @param name of a weight [outputs, inputs] */
  linear(name: string, outputs: number, inputs: number): LinearWeight {
    const stored = this.#take(name, [outputs, inputs]);
    const weight = linearWeight(stored.dtype === 'F16' ? stored.data : toFloats(stored), outputs, inputs);
    this.own(weight.tensor);
    return weight;
  }

  /** Keeps a tensor past the enclosing tidy, until dispose. */
  own<T extends Tensor>(made: T): T {
    this.#owned.push(keep(made));
    return made;
  }

  /** @throws ModelError WEIGHTS_CORRUPT when the file holds tensors that nobody asked for */
  finish(): void {
    if (this.#unused.size > 0) {
      throw this.#mismatch(`it holds tensors this version does not know: ${[...this.#unused].join(', ')}`);
    }
  }

  dispose(): void {
    for (const made of this.#owned) made.dispose();
    this.#owned.length = 0;
  }

  #take(name: string, shape: number[]) {
    const stored = this.#stored.get(name);
    if (!stored) throw this.#mismatch(`it lacks the tensor ${name}`);
    if (stored.shape.join() !== shape.join()) {
      throw this.#mismatch(`the tensor ${name} is [${stored.shape}], its config says [${shape}]`);
    }
    this.#unused.delete(name);
    this.#count += stored.data.length;
    return stored;
  }

  #mismatch(problem: string): ModelError {
    return new ModelError(
      'WEIGHTS_CORRUPT',
      `The weights of ${this.#name} do not fit its manifest: ${problem}. Export the model again.`,
    );
  }
}
