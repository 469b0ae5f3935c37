// npm run evaluate: generates the held-out prompts as users would, through the TypeScript pipeline on the exported
// weights, and measures what comes out with training/'s metrics. Options are those of scripts/samples.ts, and
// --report FOLDER for where the report goes.
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureNodeModules, requireNode } from './lib/node-modules.mjs';
import { ensurePython, python } from './lib/python.mjs';
import { CommandFailed, root, run } from './lib/shell.mjs';

requireNode();

const args = process.argv.slice(2);
const at = args.indexOf('--report');
const [, report = 'docs/results/evaluation-typescript'] = at < 0 ? [] : args.splice(at, 2);
// What else is wrong with the arguments samples.ts says.
const { values } = parseArgs({
  args,
  strict: false,
  options: {
    model: { type: 'string', default: 'kiln-s' },
    samples: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});
const samples = values.samples ?? join('training/cache/samples', values.model);
if (!values.samples) args.push('--samples', samples);

// Ctrl-C reaches the running child as well, which keeps what it has made and says so.
process.on('SIGINT', () => {});

try {
  ensureNodeModules();
  // Not by the program tsx, which kills a child that is too busy to answer Ctrl-C at once.
  run([process.execPath, '--import', 'tsx', 'scripts/samples.ts', ...args]);
  if (!values.help) {
    ensurePython();
    // The report says how it was made, and is to say the same on every machine: no path begins at the root.
    const training = join(root, 'training');
    const [from, to] = [samples, report].map((folder) => relative(training, resolve(root, folder)));
    run([python, '-m', 'kiln.evaluate', '--samples', from, '--out', to], { cwd: training });
  }
} catch (error) {
  if (!(error instanceof CommandFailed)) throw error;
  console.error(error.message);
  process.exit(1);
}
