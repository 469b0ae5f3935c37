/** Grids of up to so many samples along a side are solved as they are; finer ones start from half as many. */
const COARSEST = 19;
/** Sweeps that settle a grid that starts from nothing, and one that starts from a coarser one's solution. */
const SWEEPS_COARSEST = 200;
const SWEEPS_MIDDLE = 20;
const SWEEPS_FINEST = 6;
/** Grids of fewer samples cost nothing, and all finer ones profit. */
const FINE = 65;

/**
 * Solves ∇²χ = f on a cube of samples one apart, χ being 0 on the cube's faces: a cascade of Gauss-Seidel sweeps from
 * coarse to fine (Bornemann and Deuflhard, "The cascadic multigrid method for elliptic problems", 1996).
 *
 * @param f [size, size, size]; a size of 1 more than a power of two, or than some times one, is solved fastest
 * @returns χ of the same shape
 */
export function solvePoisson(f: Float32Array, size: number): Float32Array {
  const isCoarsest = size <= COARSEST || size % 2 === 0;
  const chi = isCoarsest
    ? new Float32Array(f.length)
    : refined(solvePoisson(coarsened(f, size), halfOf(size)), size);
  relax(chi, f, size, isCoarsest ? SWEEPS_COARSEST : size < FINE ? SWEEPS_MIDDLE : SWEEPS_FINEST);
  return chi;
}

/** Every second sample, with a share of its neighbours, times four: the distance between samples has doubled. */
function coarsened(f: Float32Array, size: number): Float32Array {
  const half = halfOf(size);
  const result = new Float32Array(half ** 3);
  for (let z = 1; z < half - 1; z++) {
    for (let y = 1; y < half - 1; y++) {
      for (let x = 1; x < half - 1; x++) {
        const at = 2 * ((z * size + y) * size + x);
        let sum = 0;
        for (let c = -1; c <= 1; c++) {
          for (let b = -1; b <= 1; b++) {
            const row = at + (c * size + b) * size;
            const along = f[row - 1]! + 2 * f[row]! + f[row + 1]!;
            sum += along * (c === 0 ? 2 : 1) * (b === 0 ? 2 : 1);
          }
        }
        result[(z * half + y) * half + x] = sum / 16;
      }
    }
  }
  return result;
}

/** A sample more between every two, interpolated. */
function refined(coarse: Float32Array, size: number): Float32Array {
  const half = halfOf(size);
  const result = new Float32Array(size ** 3);
  for (let z = 1; z < size - 1; z++) {
    for (let y = 1; y < size - 1; y++) {
      // Of an even number both are the sample itself.
      const a = ((z >> 1) * half + (y >> 1)) * half;
      const b = ((z >> 1) * half + ((y + 1) >> 1)) * half;
      const c = (((z + 1) >> 1) * half + (y >> 1)) * half;
      const d = (((z + 1) >> 1) * half + ((y + 1) >> 1)) * half;
      for (let x = 1; x < size - 1; x++) {
        const [left, right] = [x >> 1, (x + 1) >> 1];
        const first = coarse[a + left]! + coarse[b + left]! + coarse[c + left]! + coarse[d + left]!;
        const second = coarse[a + right]! + coarse[b + right]! + coarse[c + right]! + coarse[d + right]!;
        result[(z * size + y) * size + x] = (first + second) / 8;
      }
    }
  }
  return result;
}

/** Samples along a side where every second one is left. */
const halfOf = (size: number) => (size + 1) / 2;

function relax(chi: Float32Array, f: Float32Array, size: number, sweeps: number): void {
  const plane = size * size;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (let z = 1; z < size - 1; z++) {
      for (let y = 1; y < size - 1; y++) {
        const end = z * plane + y * size + size - 1;
        for (let at = end - size + 2; at < end; at++) {
          const across = chi[at - 1]! + chi[at + 1]! + chi[at - size]! + chi[at + size]!;
          chi[at] = (across + chi[at - plane]! + chi[at + plane]! - f[at]!) / 6;
        }
      }
    }
  }
}
