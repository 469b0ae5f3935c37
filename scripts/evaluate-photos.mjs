// npm run evaluate-photos -- --assets FOLDER: photographs held-out objects, rebuilds them through the TypeScript pipeline
// from one, two and four photos, with and without guidance by the photos' views, holds them against the training sets in
// training/cache, and writes docs/results/evaluation/guidance.md. --count N objects (24: settings are chosen on others);
// --work FOLDER keeps what is between; further options are those of scripts/photo-samples.ts.
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureNodeModules, requireNode } from './lib/node-modules.mjs';
import { ensurePython, python } from './lib/python.mjs';
import { CommandFailed, root, run } from './lib/shell.mjs';

requireNode();

const { values } = parseArgs({
  options: {
    assets: { type: 'string' },
    count: { type: 'string', default: '24' },
    work: { type: 'string', default: 'training/cache/photo-samples' },
    model: { type: 'string' },
    steps: { type: 'string' },
    strengths: { type: 'string' },
    photos: { type: 'string' },
    fidelity: { type: 'string' },
  },
});
if (!values.assets) {
  console.error(
    'Give the folder with catalog.jsonl and its models: npm run evaluate-photos -- --assets FOLDER',
  );
  process.exit(2);
}
const work = resolve(root, values.work);
const evaluate = [python, '-m', 'kiln.evaluate.guidance'];
const training = { cwd: join(root, 'training') };
const given = ['model', 'steps', 'strengths', 'photos', 'fidelity'].flatMap((name) =>
  values[name] ? [`--${name}`, values[name]] : [],
);

try {
  ensureNodeModules();
  ensurePython();
  const assets = resolve(root, values.assets);
  run([...evaluate, 'subjects', '--assets', assets, '--out', work, '--count', values.count], training);
  run([process.execPath, '--import', 'tsx', 'scripts/photo-samples.ts', work, ...given]);
  const report = join(root, 'docs/results/evaluation/guidance.md');
  run([...evaluate, 'score', work, '--report', report], training);
} catch (error) {
  if (!(error instanceof CommandFailed)) throw error;
  console.error(error.message);
  process.exit(1);
}
