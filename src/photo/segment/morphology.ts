/** Labels in which the 1s have spread by `radius` pixels along rows, columns and diagonals. */
export function dilate(labels: Uint8Array, width: number, radius: number): Uint8Array {
  return spread(labels, width, radius, 1);
}

/** Labels in which the 0s have; what lies beyond the edge counts for neither. */
export function erode(labels: Uint8Array, width: number, radius: number): Uint8Array {
  return spread(labels, width, radius, 0);
}

/** Along the rows, then along the columns: a square is the sum of the two. */
function spread(labels: Uint8Array, width: number, radius: number, label: 0 | 1): Uint8Array {
  const height = labels.length / width;
  const along = (from: Uint8Array, isRow: boolean) => {
    const out = from.slice();
    const [step, length] = isRow ? [1, width] : [width, height];
    from.forEach((value, i) => {
      if (value !== label) return;
      const at = isRow ? i % width : Math.floor(i / width);
      const start = i - at * step;
      const end = Math.min(length - 1, at + radius);
      for (let k = Math.max(0, at - radius); k <= end; k++) out[start + k * step] = label;
    });
    return out;
  };
  return along(along(labels, true), false);
}
