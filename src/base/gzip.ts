import { deflateSync } from 'fflate';
import { crc32Of } from './crc32';

/** Flag of a gzip header: a comment follows, up to a zero byte. */
const HAS_COMMENT = 0x10;

/**
 * Bytes as a gzip file (RFC 1952) without a date, so that the same bytes give the same file.
 *
 * @param comment ASCII without zeros, or null for none
 */
export function gzip(bytes: Uint8Array, comment: string | null): Uint8Array<ArrayBuffer> {
  const note = comment === null ? new Uint8Array() : new TextEncoder().encode(`${comment}\0`);
  const body = deflateSync(bytes, { level: 9 });
  const file = new Uint8Array(10 + note.length + body.length + 8);
  file.set([0x1f, 0x8b, 8, comment === null ? 0 : HAS_COMMENT, 0, 0, 0, 0, 2, 255]);
  file.set(note, 10);
  file.set(body, 10 + note.length);
  const view = new DataView(file.buffer);
  view.setUint32(file.length - 8, crc32Of(bytes), true);
  view.setUint32(file.length - 4, bytes.length, true);
  return file;
}
