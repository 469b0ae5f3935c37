import { type Colors, fitColors, surprise } from './color-model';
import { DIRECTIONS, GridCut } from './max-flow';

/** What is known of a pixel beforehand. */
export const UNKNOWN = 0;
export const BACKGROUND = 1;

const ROUNDS = 4;
/** Weight of a smooth outline against the colours: GrabCut's own. */
const GAMMA = 50;
/** Of each opposite pair of DIRECTIONS, the one that is looked along. */
const HALF = [0, 2, 4, 6] as const;

export interface Grid {
  readonly width: number;
  readonly height: number;
  /** [height * width, 3] */
  readonly colors: Colors;
}

/**
 * Parts object from background by "GrabCut: Interactive Foreground Extraction using Iterated Graph Cuts" (Rother,
 * Kolmogorov and Blake, 2004): mixtures of Gaussians over the colours of both, a smallest cut under them that prefers
 * to run along edges, and again with mixtures of what was cut.
 *
 * @param known [height * width] UNKNOWN or BACKGROUND
 * @param first [height * width] 1 where the object is thought to be, to begin with
 * @returns [height * width] 1 for the object
 */
export function grabCut(grid: Grid, known: Uint8Array, first: Uint8Array): Uint8Array {
  const { width, height, colors } = grid;
  const edges = edgesOf(grid);
  // More than all edges of a pixel together.
  const always = 9 * GAMMA;
  let labels = first;
  for (let round = 0; round < ROUNDS; round++) {
    const inside: number[] = [];
    const outside: number[] = [];
    labels.forEach((label, i) => {
      (label ? inside : outside).push(i);
    });
    if (inside.length === 0 || outside.length === 0) return labels;
    const object = fitColors(colors, inside);
    const background = fitColors(colors, outside);
    const cut = new GridCut(width, height);
    for (const { node, direction, weight } of edges) cut.join(node, direction, weight);
    for (let i = 0; i < known.length; i++) {
      if (known[i] === BACKGROUND) cut.tie(i, 0, always);
      else cut.tie(i, surprise(background, colors, i), surprise(object, colors, i));
    }
    labels = cut.solve();
  }
  return labels;
}

interface Edge {
  readonly node: number;
  readonly direction: number;
  readonly weight: number;
}

/** Neighbours hold together, the less the more their colours differ, against how much they differ on average. */
function edgesOf({ width, height, colors }: Grid): Edge[] {
  const pairs: { node: number; direction: number; difference: number; length: number }[] = [];
  let sum = 0;
  for (const direction of HALF) {
    const [dx, dy] = DIRECTIONS[direction];
    for (let row = 0; row + dy < height; row++) {
      for (let column = Math.max(0, -dx); column < width - Math.max(0, dx); column++) {
        const node = row * width + column;
        const [i, k] = [3 * node, 3 * (node + dx + dy * width)];
        let difference = 0;
        for (let c = 0; c < 3; c++) difference += (colors[i + c]! - colors[k + c]!) ** 2;
        pairs.push({ node, direction, difference, length: Math.hypot(dx, dy) });
        sum += difference;
      }
    }
  }
  const beta = sum > 0 ? pairs.length / (2 * sum) : 0;
  return pairs.map(({ node, direction, difference, length }) => ({
    node,
    direction,
    weight: (GAMMA * Math.exp(-beta * difference)) / length,
  }));
}
