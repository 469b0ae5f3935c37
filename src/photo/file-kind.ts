/** What the first bytes of a file say it is. */
export interface FileKind {
  /** Null for what is none of the kinds of pictures that are known. */
  readonly format: 'png' | 'jpeg' | 'webp' | 'avif' | 'heic' | 'gif' | 'bmp' | 'svg' | null;
  /** More than one picture, shown one after the other. */
  readonly isAnimated: boolean;
}

/**
 * Tells a picture's format by its content: names and media types are only claims.
 *
 * @param bytes the whole file; of a GIF the end matters
 */
export function fileKindOf(bytes: Uint8Array): FileKind {
  const format = formatOf(bytes);
  return { format, isAnimated: isAnimated(bytes, format) };
}

/** Bytes as the characters of the same numbers; what decoders call latin1 is Windows-1252, and knows no \x89. */
function textAt(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length));
}

function formatOf(bytes: Uint8Array): FileKind['format'] {
  const text = textAt(bytes, 0, 16);
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'gif';
  if (text.startsWith('BM')) return 'bmp';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'webp';
  if (text.slice(4, 8) === 'ftyp') {
    const brand = text.slice(8, 12);
    if (brand === 'avif' || brand === 'avis') return 'avif';
    if (/^(hei[cmsx]|hev[cx]|mif1|msf1)$/.test(brand)) return 'heic';
  }
  // A comment ends at its first end: were it free to reach further, many comments would take for ever.
  return /^\s*(<\?xml[^>]*>\s*)?(<!--(?:(?!-->).)*-->\s*)*(<!DOCTYPE svg[^>]*>\s*)?<svg\b/s.test(
    textAt(bytes, 0, 1024),
  )
    ? 'svg'
    : null;
}

function isAnimated(bytes: Uint8Array, format: FileKind['format']): boolean {
  switch (format) {
    case 'png':
      return pngChunks(bytes).includes('acTL');
    case 'webp':
      // The ANIM flag of the extended header.
      return textAt(bytes, 12, 4) === 'VP8X' && ((bytes[20] ?? 0) & 0x02) !== 0;
    case 'avif':
      return textAt(bytes, 8, 4) === 'avis';
    case 'gif':
      return gifFrames(bytes) > 1;
    default:
      return false;
  }
}

/** Names of the chunks ahead of the pixels, where an animation announces itself. */
function pngChunks(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const names: string[] = [];
  for (let at = 8; at + 8 <= bytes.length; at += 12 + view.getUint32(at)) {
    const name = textAt(bytes, at + 4, 4);
    if (name === 'IDAT') break;
    names.push(name);
  }
  return names;
}

/** Image descriptors of a GIF, counted along its blocks; two are enough. */
function gifFrames(bytes: Uint8Array): number {
  const tableSize = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  let at = 13 + tableSize(bytes[10] ?? 0);
  const skipBlocks = () => {
    while (at < bytes.length && bytes[at] !== 0) at += bytes[at]! + 1;
    at++;
  };
  let frames = 0;
  while (at < bytes.length && frames < 2) {
    const kind = bytes[at];
    if (kind === 0x2c) {
      frames++;
      at += 11 + tableSize(bytes[at + 9] ?? 0);
      skipBlocks();
    } else if (kind === 0x21) {
      at += 2;
      skipBlocks();
    } else {
      break;
    }
  }
  return frames;
}
