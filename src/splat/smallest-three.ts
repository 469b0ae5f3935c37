/** A unit quaternion by its three smaller components; the largest follows from them and is taken to be positive. */
export interface SmallestThree {
  /** Index of the component left out. */
  readonly largest: number;
  /** The others in order, each in [-1, 1], which stands for [-1/√2, 1/√2]. */
  readonly rest: readonly [number, number, number];
}

/** After "Snapshot Compression" (Fiedler, 2015). Components may come in any order, the same on the way back. */
export function toSmallestThree(quaternion: readonly [number, number, number, number]): SmallestThree {
  let largest = 0;
  for (let k = 1; k < 4; k++) {
    if (Math.abs(quaternion[k]!) > Math.abs(quaternion[largest]!)) largest = k;
  }
  const scale = Math.SQRT2 * (quaternion[largest]! < 0 ? -1 : 1);
  const rest = quaternion.filter((_, k) => k !== largest).map((value) => value * scale);
  return { largest, rest: rest as [number, number, number] };
}

/** The inverse of `toSmallestThree`, up to the quaternion's sign. */
export function fromSmallestThree({ largest, rest }: SmallestThree): [number, number, number, number] {
  const [a, b, c] = rest.map((value) => value * Math.SQRT1_2) as [number, number, number];
  const quaternion = [a, b, c];
  quaternion.splice(largest, 0, Math.sqrt(Math.max(0, 1 - a * a - b * b - c * c)));
  return quaternion as [number, number, number, number];
}
