import { expect, test } from 'vitest';
import { solvePoisson } from './poisson';

/** A function that is 0 on the cube's faces, and its Laplacian on a lattice with samples one apart. */
function wave(size: number, [a, b, c]: readonly [number, number, number]) {
  const along = (waves: number, i: number) => Math.sin((Math.PI * waves * i) / (size - 1));
  const chi = new Float32Array(size ** 3);
  for (let i = 0; i < chi.length; i++) {
    const [x, y, z] = [i % size, Math.floor(i / size) % size, Math.floor(i / size ** 2)];
    chi[i] = along(a, x) * along(b, y) * along(c, z);
  }
  const factor = [a, b, c].reduce((sum, waves) => sum + 2 * Math.cos((Math.PI * waves) / (size - 1)) - 2, 0);
  return { chi, laplacian: chi.map((value) => factor * value) };
}

test.each([16, 49, 113])('finds the function of a Laplacian on %i samples a side', (size) => {
  for (const waves of [
    [1, 1, 1],
    [2, 1, 3],
    [9, 7, 11],
  ] as const) {
    const { chi, laplacian } = wave(size, waves);
    const found = solvePoisson(laplacian, size);
    const worst = found.reduce((largest, value, i) => Math.max(largest, Math.abs(value - chi[i]!)), 0);
    // The surface is where it is half-way between 0 and 1: so much moves it by a tenth of a sample.
    expect(worst).toBeLessThan(0.06);
  }
});
