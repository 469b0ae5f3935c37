/**
 * npm run bench -- [kernels] [step] [browser] [--model kiln-s] [--append FILE]
 *
 * Prints one JSON line for each measurement; all benchmarks unless some are named. `kernels` and `step` run
 * in Node, `browser` runs the step in a worker of Chromium, as the studio does.
 */

import { appendFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { installWebGpu } from '../src/cli/node-webgpu';
import { benchInBrowser } from './browser/run';
import { benchKernels } from './kernels';
import type { Result } from './measure';
import { benchStep } from './step';
import { loadDenoiser, startNodeBackend } from './support';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { model: { type: 'string', default: 'kiln-s' }, append: { type: 'string' } },
});
const { model, append } = values;

const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: availableParallelism() };

function emit(result: Result): void {
  const line = JSON.stringify({ ...result, ...machine, date: new Date().toISOString().slice(0, 10) });
  console.log(line);
  if (append) appendFileSync(append, `${line}\n`);
}

const benches: Record<string, () => Promise<void>> = {
  kernels: () => benchKernels(emit),
  async step() {
    for (const name of ['wasm', 'webgpu'] as const) {
      const backend = await startNodeBackend(name);
      const denoiser = await loadDenoiser(model);
      emit({ ...(await benchStep(denoiser, backend)), model, host: `Node ${process.versions.node}` });
      denoiser.dispose();
    }
  },
  browser: () => benchInBrowser(model, emit),
};

const unknown = positionals.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`Unknown benchmark ${unknown.join(', ')}. Choose from ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
installWebGpu();
for (const name of positionals.length > 0 ? positionals : Object.keys(benches)) await benches[name]!();
// Dawn keeps the process alive while a device exists.
process.exit(0);
