/**
 * The smallest cut of a grid, by the algorithm of Boykov and Kolmogorov ("An Experimental Comparison of Min-Cut/
 * Max-Flow Algorithms for Energy Minimization in Vision", 2004): a search tree grows from the source and one from the
 * sink; where they touch, flow is pushed along the path; what that cuts off is adopted by another branch of its tree
 * or set free.
 */

/** Index steps to the eight neighbours are in this order; a direction and its opposite differ in the lowest bit. */
export const DIRECTIONS = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [1, 1],
  [-1, -1],
  [-1, 1],
  [1, -1],
] as const;

const FREE = 0;
const SOURCE = 1;
const SINK = 2;

/** Values of `parent` beside a direction. */
const TERMINAL = 8;
const NONE = 9;

export class GridCut {
  /** Nodes in a row, with one more at each end: the grid has a rim without edges, so that no step leaves it. */
  readonly #stride: number;
  readonly #width: number;
  readonly #size: number;
  /** Index steps in the order of DIRECTIONS. */
  readonly #steps: Int32Array;
  /** [8, size] what can still flow to each neighbour. */
  readonly #residual: Float32Array;
  /** [size] what can still flow from the source (above 0) or into the sink (below). */
  readonly #terminal: Float32Array;
  readonly #tree: Uint8Array;
  /** [size] direction of the parent, TERMINAL for a root, NONE for an orphan. */
  readonly #parent: Uint8Array;
  /** [size] steps to the root, right as of the time in `stamp`. */
  readonly #distance: Int32Array;
  readonly #stamp: Int32Array;
  #time = 0;
  /** A queue of nodes whose neighbours are yet to be looked at, each in it once. */
  readonly #queue: Int32Array;
  readonly #isQueued: Uint8Array;
  #head = 0;
  #queued = 0;
  #orphans: number[] = [];

  /**
   * @param width nodes in a row
   * @param height rows
   */
  constructor(width: number, height: number) {
    this.#width = width;
    this.#stride = width + 2;
    this.#size = this.#stride * (height + 2);
    this.#steps = Int32Array.from(DIRECTIONS, ([dx, dy]) => dx + dy * this.#stride);
    this.#residual = new Float32Array(DIRECTIONS.length * this.#size);
    this.#terminal = new Float32Array(this.#size);
    this.#tree = new Uint8Array(this.#size);
    this.#parent = new Uint8Array(this.#size).fill(NONE);
    this.#distance = new Int32Array(this.#size);
    this.#stamp = new Int32Array(this.#size);
    this.#queue = new Int32Array(this.#size);
    this.#isQueued = new Uint8Array(this.#size);
  }

  /**
   * Joins a node to its neighbour in a direction, with one capacity both ways. Each pair is told once.
   *
   * @param node row * width + column; the neighbour must lie in the grid
   */
  join(node: number, direction: number, capacity: number): void {
    const p = this.#index(node);
    this.#residual[direction * this.#size + p] = capacity;
    this.#residual[(direction ^ 1) * this.#size + p + this.#steps[direction]!] = capacity;
  }

  /** Ties a node to the source and the sink. Only the difference can matter to the cut. */
  tie(node: number, source: number, sink: number): void {
    this.#terminal[this.#index(node)] = source - sink;
  }

  /** @returns [height * width] 1 for each node on the source's side of the smallest cut */
  solve(): Uint8Array {
    this.#plant();
    let node = this.#next();
    while (node >= 0) {
      const direction = this.#tree[node] === FREE ? -1 : this.#grow(node);
      if (direction < 0) {
        node = this.#next();
        continue;
      }
      this.#time++;
      const other = node + this.#steps[direction]!;
      if (this.#tree[node] === SOURCE) this.#augment(node, other, direction);
      else this.#augment(other, node, direction ^ 1);
      this.#adopt();
    }
    const height = this.#size / this.#stride - 2;
    return Uint8Array.from({ length: this.#width * height }, (_, i) =>
      this.#tree[this.#index(i)] === SOURCE ? 1 : 0,
    );
  }

  #index(node: number): number {
    const row = Math.floor(node / this.#width);
    return (row + 1) * this.#stride + (node - row * this.#width) + 1;
  }

  #plant(): void {
    for (let p = 0; p < this.#size; p++) {
      const flow = this.#terminal[p]!;
      if (flow === 0) continue;
      this.#tree[p] = flow > 0 ? SOURCE : SINK;
      this.#parent[p] = TERMINAL;
      this.#distance[p] = 1;
      this.#activate(p);
    }
  }

  #activate(p: number): void {
    if (this.#isQueued[p]) return;
    this.#isQueued[p] = 1;
    this.#queue[(this.#head + this.#queued) % this.#size] = p;
    this.#queued++;
  }

  /** -1 once the trees have nowhere to grow. */
  #next(): number {
    if (this.#queued === 0) return -1;
    const p = this.#queue[this.#head]!;
    this.#head = (this.#head + 1) % this.#size;
    this.#queued--;
    this.#isQueued[p] = 0;
    return p;
  }

  /** Takes in what is free around a node. Returns the direction in which the other tree was met, -1 if it was not. */
  #grow(p: number): number {
    const tree = this.#tree[p]!;
    for (let d = 0; d < 8; d++) {
      const q = p + this.#steps[d]!;
      if (this.#open(tree, p, q, d) <= 0) continue;
      if (this.#tree[q] === FREE) {
        this.#tree[q] = tree;
        this.#follow(q, p, d ^ 1);
        this.#activate(q);
      } else if (this.#tree[q] !== tree) {
        return d;
      } else if (this.#stamp[q]! <= this.#stamp[p]! && this.#distance[q]! > this.#distance[p]! + 1) {
        // A shorter way to the root than the one it had.
        this.#follow(q, p, d ^ 1);
      }
    }
    return -1;
  }

  /** What can flow between a node of a tree and its neighbour, away from the source or towards the sink. */
  #open(tree: number, p: number, q: number, direction: number): number {
    return tree === SOURCE
      ? this.#residual[direction * this.#size + p]!
      : this.#residual[(direction ^ 1) * this.#size + q]!;
  }

  #follow(q: number, parent: number, direction: number): void {
    this.#parent[q] = direction;
    this.#stamp[q] = this.#stamp[parent]!;
    this.#distance[q] = this.#distance[parent]! + 1;
  }

  /** Pushes what the path from the source through `from` and `to` to the sink can take. */
  #augment(from: number, to: number, direction: number): void {
    const residual = this.#residual;
    const size = this.#size;
    let flow = residual[direction * size + from]!;
    flow = Math.min(flow, this.#narrowest(from, SOURCE), this.#narrowest(to, SINK));
    residual[direction * size + from]! -= flow;
    residual[(direction ^ 1) * size + to]! += flow;
    this.#push(from, SOURCE, flow);
    this.#push(to, SINK, flow);
  }

  #narrowest(start: number, tree: number): number {
    let flow = Number.POSITIVE_INFINITY;
    let p = start;
    while (this.#parent[p] !== TERMINAL) {
      const up = this.#parent[p]!;
      const q = p + this.#steps[up]!;
      flow = Math.min(flow, this.#open(tree, q, p, up ^ 1));
      p = q;
    }
    return Math.min(flow, Math.abs(this.#terminal[p]!));
  }

  /** Takes a flow from the way between a node and its root; nodes that it cuts off become orphans. */
  #push(start: number, tree: number, flow: number): void {
    const residual = this.#residual;
    const size = this.#size;
    let p = start;
    while (this.#parent[p] !== TERMINAL) {
      const up = this.#parent[p]!;
      const q = p + this.#steps[up]!;
      const along = tree === SOURCE ? (up ^ 1) * size + q : up * size + p;
      const back = tree === SOURCE ? up * size + p : (up ^ 1) * size + q;
      residual[along]! -= flow;
      residual[back]! += flow;
      if (residual[along]! <= 0) this.#orphan(p);
      p = q;
    }
    const left = Math.abs(this.#terminal[p]!) - flow;
    this.#terminal[p] = tree === SOURCE ? left : -left;
    if (left <= 0) this.#orphan(p);
  }

  #orphan(p: number): void {
    this.#parent[p] = NONE;
    this.#orphans.push(p);
  }

  #adopt(): void {
    for (let p = this.#orphans.pop(); p !== undefined; p = this.#orphans.pop()) {
      const tree = this.#tree[p]!;
      let best = -1;
      let shortest = Number.POSITIVE_INFINITY;
      for (let d = 0; d < 8; d++) {
        const q = p + this.#steps[d]!;
        if (this.#tree[q] !== tree || this.#open(tree, q, p, d ^ 1) <= 0) continue;
        const distance = this.#toRoot(q);
        if (distance < shortest) {
          shortest = distance;
          best = d;
        }
      }
      if (best >= 0) {
        this.#parent[p] = best;
        this.#stamp[p] = this.#time;
        this.#distance[p] = shortest + 1;
      } else {
        this.#release(p, tree);
      }
    }
  }

  /** Steps to a root; infinite for a branch that has lost its own. Notes the distance on the way. */
  #toRoot(start: number): number {
    let distance = 0;
    let p = start;
    for (;;) {
      if (this.#stamp[p] === this.#time) {
        distance += this.#distance[p]!;
        break;
      }
      const up = this.#parent[p]!;
      if (up === NONE) return Number.POSITIVE_INFINITY;
      distance++;
      if (up === TERMINAL) {
        this.#stamp[p] = this.#time;
        this.#distance[p] = 1;
        break;
      }
      p += this.#steps[up]!;
    }
    const total = distance;
    for (p = start; this.#stamp[p] !== this.#time; p += this.#steps[this.#parent[p]!]!) {
      this.#stamp[p] = this.#time;
      this.#distance[p] = distance--;
    }
    return total;
  }

  /** Frees an orphan that nobody adopts; its children are orphans then, and its neighbours may grow into it. */
  #release(p: number, tree: number): void {
    for (let d = 0; d < 8; d++) {
      const q = p + this.#steps[d]!;
      if (this.#tree[q] !== tree) continue;
      if (this.#open(tree, q, p, d ^ 1) > 0) this.#activate(q);
      if (this.#parent[q] === (d ^ 1)) this.#orphan(q);
    }
    this.#tree[p] = FREE;
    // Its stamp may be of now, and must not vouch for a way to the root.
    this.#stamp[p] = 0;
  }
}
