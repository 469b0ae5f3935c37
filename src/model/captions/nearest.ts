import type { CaptionIndex } from './load';

/** How much being near counts against being unlike what is listed already; 1 would list five wordings of one thing. */
const RELEVANCE = 0.65;
/** Only so many of the nearest are looked at: beyond, diversity would win over meaning. */
const POOL = 60;

/** A caption and its cosine similarity to the prompt. */
export interface Near {
  readonly caption: string;
  readonly similarity: number;
}

/**
 * One embedding of a prompt's tokens: their mean, of length 1. The twin of `pool` in training/kiln/caption_index.py.
 *
 * @param tokens [T, width], T at least 1
 */
export function poolTokens(tokens: Float32Array, width: number): Float32Array {
  const sum = new Float32Array(width);
  for (let i = 0; i < tokens.length; i++) sum[i % width]! += tokens[i]!;
  const length = Math.hypot(...sum);
  return sum.map((value) => value / Math.max(length, 1e-9));
}

/**
 * The captions nearest to a prompt, the very nearest first, then each as near and as unlike those before it as can
 * be: maximal marginal relevance (Carbonell and Goldstein, 1998).
 *
 * @param query [width], of length 1
 */
export function nearest(index: CaptionIndex, query: Float32Array, count: number): Near[] {
  const { captions } = index;
  const similarity = Float32Array.from(captions, (_, i) => cosine(index, i, query));
  const waiting = Uint32Array.from(captions, (_, i) => i)
    .sort((a, b) => similarity[b]! - similarity[a]!)
    .subarray(0, POOL);
  /** The highest similarity of each that waits to one that was taken. */
  const told = new Map([...waiting].map((i) => [i, 0]));
  const taken: number[] = [];
  while (taken.length < count && told.size > 0) {
    const worth = (i: number) => RELEVANCE * similarity[i]! - (1 - RELEVANCE) * told.get(i)!;
    const next = [...told.keys()].reduce((best, i) => (worth(i) > worth(best) ? i : best));
    told.delete(next);
    taken.push(next);
    const row = embeddingOf(index, next);
    for (const [i, most] of told) told.set(i, Math.max(most, cosine(index, i, row)));
  }
  return taken.map((i) => ({ caption: captions[i]!, similarity: similarity[i]! }));
}

function embeddingOf({ rows, scale, width }: CaptionIndex, i: number): Float32Array {
  return Float32Array.from(rows.subarray(i * width, (i + 1) * width), (value) => value * scale[i]!);
}

function cosine({ rows, scale, width }: CaptionIndex, i: number, query: Float32Array): number {
  let dot = 0;
  for (let k = 0, at = i * width; k < width; k++, at++) dot += rows[at]! * query[k]!;
  return dot * scale[i]!;
}
