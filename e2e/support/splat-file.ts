import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const SPLAT_TRANSFORM = 'node_modules/@playcanvas/splat-transform/bin/cli.mjs';

/** One splat, column by column, as an independent program reads it. */
type Row = Readonly<Record<string, number>>;

/**
 * Lets splat-transform, which knows nothing of Kiln, read a .ply and write its values down as a table.
 *
 * @param scratch where the table may go
 * @throws when splat-transform refuses the file
 */
export async function readWithSplatTransform(path: string, scratch: string): Promise<Row[]> {
  await promisify(execFile)('node', [SPLAT_TRANSFORM, '--overwrite', path, scratch]);
  const [header, ...lines] = (await readFile(scratch, 'utf8')).trim().split('\n');
  const names = header!.split(',');
  return lines.map((line) => {
    const values = line.split(',').map(Number);
    return Object.fromEntries(names.map((name, i) => [name, values[i]!]));
  });
}

/** The parts of a .ply that splat-transform does not look at: the header's lines and the length of the rest. */
export async function readPlyFrame(path: string): Promise<{ lines: string[]; bodyBytes: number }> {
  const bytes = await readFile(path);
  const end = bytes.indexOf('end_header\n') + 'end_header\n'.length;
  return { lines: bytes.toString('latin1', 0, end).trim().split('\n'), bodyBytes: bytes.length - end };
}
