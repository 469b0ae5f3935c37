import { crc32Of } from '../base/crc32';

/** What a PNG file keeps of RGBA. */
interface Contents {
  readonly width: number;
  readonly height: number;
  /** [height, width, 4] straight RGBA, 8 or 16 bits a value, row 0 on top. */
  readonly values: Uint8ClampedArray | Uint16Array;
  /** Red, green and blue are equal everywhere: one is kept. */
  readonly isGrey: boolean;
  /** Alpha is full everywhere: it is left out. */
  readonly isOpaque: boolean;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Rows that are handed to the compressor at a time. */
const ROWS = 64;

/**
 * Writes a PNG file (ISO/IEC 15948), compressed by the platform.
 *
 * @param onProgress takes the share of the rows that are written, in (0, 1]
 */
export async function writePng(
  contents: Contents,
  onProgress: (share: number) => void = () => {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height, values, isGrey, isOpaque } = contents;
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header[8] = 8 * values.BYTES_PER_ELEMENT;
  header[9] = (isGrey ? 0 : 2) + (isOpaque ? 0 : 4);
  const data = await deflate(filteredRows(contents, onProgress));
  const chunks = [chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', new Uint8Array())];
  return new Uint8Array(await new Blob([Uint8Array.from(SIGNATURE), ...chunks]).arrayBuffer());
}

async function deflate(parts: Iterable<Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>> {
  const compressor = new CompressionStream('deflate');
  const compressed = new Response(compressor.readable).arrayBuffer();
  const writer = compressor.writable.getWriter();
  for (const part of parts) await writer.write(part);
  await writer.close();
  return new Uint8Array(await compressed);
}

function chunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(data.length + 12);
  const view = new DataView(out.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) out[4 + i] = type.charCodeAt(i);
  out.set(data, 8);
  view.setUint32(data.length + 8, crc32Of(out.subarray(4, data.length + 8)));
  return out;
}

/** The rows in the order of bytes that PNG wants, each after its filter, a few dozen at a time. */
function* filteredRows(
  { width, height, values, isGrey, isOpaque }: Contents,
  onProgress: (share: number) => void,
): Generator<Uint8Array<ArrayBuffer>> {
  const kept = [...(isGrey ? [0] : [0, 1, 2]), ...(isOpaque ? [] : [3])];
  const bytes = values.BYTES_PER_ELEMENT;
  const step = kept.length * bytes;
  const row = new Uint8Array(width * step);
  const above = new Uint8Array(width * step);
  for (let first = 0; first < height; first += ROWS) {
    const count = Math.min(ROWS, height - first);
    const part = new Uint8Array(count * (row.length + 1));
    for (let i = 0; i < count; i++) {
      let at = 0;
      for (let column = 0; column < width; column++) {
        const pixel = 4 * ((first + i) * width + column);
        for (const k of kept) {
          const value = values[pixel + k]!;
          if (bytes === 2) row[at++] = value >> 8;
          row[at++] = value;
        }
      }
      filter(row, above, step, part.subarray(i * (row.length + 1), (i + 1) * (row.length + 1)));
      above.set(row);
    }
    onProgress((first + count) / height);
    yield part;
  }
}

/** The filters None, Sub, Up and Paeth by the numbers that PNG gives them. */
const FILTERS = [0, 1, 2, 4] as const;

/** Chooses the filter whose differences are smallest in sum, as the specification recommends. */
function filter(row: Uint8Array, above: Uint8Array, step: number, out: Uint8Array): void {
  const trial = new Uint8Array(row.length);
  let least = Number.POSITIVE_INFINITY;
  for (const type of FILTERS) {
    let sum = 0;
    for (let i = 0; i < row.length; i++) {
      const left = i < step ? 0 : row[i - step]!;
      const corner = i < step ? 0 : above[i - step]!;
      const value = row[i]! - predicted(type, left, above[i]!, corner);
      trial[i] = value;
      sum += Math.abs((value << 24) >> 24);
    }
    if (sum >= least) continue;
    least = sum;
    out[0] = type;
    out.set(trial, 1);
  }
}

function predicted(type: (typeof FILTERS)[number], left: number, above: number, corner: number): number {
  switch (type) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return above;
    case 4: {
      const estimate = left + above - corner;
      const [toLeft, toAbove] = [Math.abs(estimate - left), Math.abs(estimate - above)];
      const toCorner = Math.abs(estimate - corner);
      if (toLeft <= toAbove && toLeft <= toCorner) return left;
      return toAbove <= toCorner ? above : corner;
    }
    default:
      return type satisfies never;
  }
}
