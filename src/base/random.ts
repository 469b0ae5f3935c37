import { type Block, philox } from './philox';

/**
 * A source of random numbers that depends on nothing but its seed and stream.
 *
 * `seed` is an integer in [0, 2^53); different `stream`s (integers in [0, 2^32)) of one seed are independent:
 * give each use its own.
 */
export class Random {
  private readonly block: Block = new Uint32Array(4);
  private counter = 0;
  private used = 4;
  private spare: number | undefined;

  constructor(
    private readonly seed: number,
    private readonly stream = 0,
  ) {
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new RangeError(`a seed must be a whole number from 0 to 2^53 - 1; it is ${seed}`);
    }
  }

  /** Uniform over the integers in [0, 2^32). */
  word(): number {
    if (this.used === 4) {
      this.block[0] = this.counter;
      this.block[1] = Math.floor(this.counter / 2 ** 32);
      this.block[2] = this.stream;
      this.block[3] = 0;
      philox(this.block, this.seed | 0, Math.floor(this.seed / 2 ** 32));
      this.counter++;
      this.used = 0;
    }
    return this.block[this.used++]!;
  }

  /** Uniform in the open interval (0, 1). */
  uniform(): number {
    return (this.word() + 0.5) / 2 ** 32;
  }

  /** Standard normal, by the transform of Box and Muller (1958). */
  normal(): number {
    if (this.spare !== undefined) {
      const value = this.spare;
      this.spare = undefined;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(this.uniform()));
    const angle = 2 * Math.PI * this.uniform();
    this.spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** `length` standard normals. */
  normals(length: number): Float32Array {
    const values = new Float32Array(length);
    for (let i = 0; i < length; i++) values[i] = this.normal();
    return values;
  }
}
