// npm test: everything. Installs what the tests need, runs each step in turn, stops at the first that
// fails, and ends with one line `N passed, N failed` summed over the test runners.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './lib/chromium.mjs';
import { ensureEngines } from './lib/engines.mjs';
import { ensureNodeModules, requireNode } from './lib/node-modules.mjs';
import { ensurePython, python } from './lib/python.mjs';
import { CommandFailed, root, run, tool } from './lib/shell.mjs';

requireNode();

const results = join(root, 'test-results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

/** Where Chromium and its Vulkan driver are found; set by the step that installs them. */
let browser = {};
const total = { passed: 0, failed: 0 };
/** Of the Python tests; more than a few only compile the same things side by side. */
const workers = String(Math.min(4, availableParallelism()));

const onScreen = vitest('engines', ['xvfb-run', '-a']);
const engineTests = {
  ...onScreen,
  run: (file) => {
    if (ensureEngines()) onScreen.run(file);
    else console.log('Left out: Firefox and WebKit can be driven in the builds of Debian only.');
  },
};

/** A step is a name and what it does; a test runner also says what it counted, and in which file. */
const steps = [
  { name: 'npm packages', run: ensureNodeModules },
  { name: 'format and lint', run: () => run([tool('biome'), 'check', '--error-on-warnings']) },
  ...['tsconfig.json', 'tsconfig.worker.json', 'tsconfig.node.json'].map((project) => ({
    name: `types of ${project}`,
    run: () => run([tool('tsc'), '-p', project]),
  })),
  {
    name: 'import arrows',
    run: () => run([tool('depcruise'), 'src', '--config', '.dependency-cruiser.cjs']),
  },
  { name: 'unused code', run: () => run([tool('knip')]) },
  vitest('unit'),
  {
    name: 'Chromium',
    run: () => {
      browser = ensureChromium();
    },
  },
  vitest('gpu'),
  { name: 'Python parts', run: ensurePython },
  { name: 'Python format', run: () => run([python, '-m', 'ruff', 'format', '--check', 'training']) },
  { name: 'Python lint', run: () => run([python, '-m', 'ruff', 'check', 'training']) },
  {
    name: 'Python tests',
    // Processes with one thread each: numerical threads of several would wait for each other.
    run: (file) =>
      run([python, '-m', 'pytest', '-q', '-n', workers, '--dist', 'loadfile', `--junitxml=${file}`], {
        cwd: join(root, 'training'),
        env: { OMP_NUM_THREADS: '1' },
      }),
    counts: { file: 'pytest.xml', read: readJunit },
  },
  { name: 'build', run: () => run([tool('vite'), 'build', '--logLevel', 'warn']) },
  {
    name: 'browser tests',
    run: () => run([tool('playwright'), 'test'], { env: browser }),
    counts: { file: 'e2e.json', read: readPlaywright },
  },
  engineTests,
];

function vitest(project, within = []) {
  const file = `${project}.json`;
  return {
    name: `${project} tests`,
    run: (output) =>
      run(
        [
          ...within,
          tool('vitest'),
          'run',
          '--project',
          project,
          '--reporter=default',
          '--reporter=json',
          `--outputFile.json=${output}`,
        ],
        { env: browser },
      ),
    counts: { file, read: readVitest },
  };
}

function readVitest(text) {
  const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(text);
  // A file that cannot be loaded is a failed suite without a failed test.
  return { passed: numPassedTests, failed: numFailedTests || numFailedTestSuites };
}

function readPlaywright(text) {
  const { expected, unexpected, flaky } = JSON.parse(text).stats;
  return { passed: expected, failed: unexpected + flaky };
}

function readJunit(text) {
  const attribute = (name) => Number(text.match(new RegExp(`<testsuite [^>]*\\b${name}="(\\d+)"`))?.[1] ?? 0);
  const failed = attribute('failures') + attribute('errors');
  return { passed: attribute('tests') - failed - attribute('skipped'), failed };
}

function perform({ name, run: action, counts }) {
  console.log(`\n=== ${name}`);
  const started = performance.now();
  const file = counts && join(results, counts.file);
  try {
    action(file);
    return true;
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    total.failed++;
    console.error(`\nStopped at "${name}": ${error.message}.`);
    return false;
  } finally {
    if (file && existsSync(file)) {
      const { passed, failed } = counts.read(readFileSync(file, 'utf8'));
      total.passed += passed;
      // The failure of the step itself was counted once already.
      total.failed += Math.max(0, failed - 1);
    }
    console.log(`=== ${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
}

const complete = steps.every(perform);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(complete ? 0 : 1);
