import {
  Column,
  DataTable,
  MemoryFileSystem,
  MemoryReadFileSystem,
  readFile,
  Transform,
  WorkerQueue,
  writeFile,
} from '@playcanvas/splat-transform';
import { sigmoid } from '../base/scalar';
import { allocateCloud, type SplatCloud } from './cloud';
import { halfTurn } from './half-turn';
import { SH_C0 } from './ply';
import { tidyCloud } from './tidy-cloud';

type Options = Parameters<typeof readFile>[0]['options'];

// Threads of its own take longer to start than a test's few splats take.
WorkerQueue.maxWorkers = 0;

const options = { iterations: 1 } as unknown as Options;

/** Lets splat-transform, which knows nothing of Kiln, read a file; the result is turned to Kiln's axes. */
export async function readIndependently(bytes: Uint8Array, filename: string): Promise<SplatCloud> {
  const fileSystem = new MemoryReadFileSystem();
  fileSystem.set(filename, bytes);
  const inputFormat = filename.slice(filename.lastIndexOf('.') + 1) as 'ply' | 'splat' | 'spz' | 'sog';
  const [table] = await readFile({ filename, inputFormat, options, params: [], fileSystem });
  const cloud = allocateCloud(table!.numRows);
  const put = (to: Float32Array, size: number, k: number, name: string, map: (value: number) => number) => {
    const { data } = table!.getColumnByName(name)!;
    for (let i = 0; i < cloud.count; i++) to[size * i + k] = map(data[i]!);
  };
  for (const [k, axis] of ['x', 'y', 'z'].entries()) {
    put(cloud.positions, 3, k, axis, (value) => value);
    put(cloud.scales, 3, k, `scale_${k}`, Math.exp);
    put(cloud.colors, 3, k, `f_dc_${k}`, (value) => 0.5 + SH_C0 * value);
  }
  for (let k = 0; k < 4; k++) put(cloud.rotations, 4, k, `rot_${k}`, (value) => value);
  put(cloud.opacities, 1, 0, 'opacity', sigmoid);
  tidyCloud(cloud, filename);
  return halfTurn(cloud);
}

/** Lets splat-transform write a cloud. */
export async function writeIndependently(cloud: SplatCloud, filename: string): Promise<Uint8Array> {
  const turned = halfTurn(cloud);
  const column = (
    name: string,
    values: Float32Array,
    size: number,
    k: number,
    map = (value: number) => value,
  ) =>
    new Column(
      name,
      Float32Array.from({ length: cloud.count }, (_, i) => map(values[size * i + k]!)),
    );
  const table = new DataTable(
    [
      ...['x', 'y', 'z'].map((axis, k) => column(axis, turned.positions, 3, k)),
      ...[0, 1, 2].map((k) => column(`scale_${k}`, turned.scales, 3, k, Math.log)),
      ...[0, 1, 2].map((k) => column(`f_dc_${k}`, turned.colors, 3, k, (value) => (value - 0.5) / SH_C0)),
      column('opacity', turned.opacities, 1, 0, (value) => Math.log(value / (1 - value))),
      ...[0, 1, 2, 3].map((k) => column(`rot_${k}`, turned.rotations, 4, k)),
    ],
    Transform.PLY,
  );
  const fileSystem = new MemoryFileSystem();
  const formats = { spz: 'spz', sog: 'sog-bundle', glb: 'glb', ply: 'compressed-ply' } as const;
  const outputFormat = formats[filename.slice(filename.lastIndexOf('.') + 1) as keyof typeof formats];
  await writeFile({ filename, outputFormat, dataTable: table, options }, fileSystem);
  return fileSystem.results.get(filename)!;
}
