import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './shell.mjs';

const OLDEST_NODE = [20, 19];

/** Ends the process with a clear message on a Node that the tools do not support. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  console.error(`Kiln needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Runs `npm ci` unless node_modules already is what package-lock.json says. */
export function ensureNodeModules() {
  if (!isStale()) return;
  console.log('Installing npm packages');
  run(['npm', 'ci', '--no-audit', '--no-fund']);
}

function isStale() {
  // npm's own record of what it installed, in the lock file's format.
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return true;
  const packages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const installed = packages(record);
  return Object.entries(packages(join(root, 'package-lock.json'))).some(([path, wanted]) => {
    if (path === '') return false;
    // Optional packages are left out on other platforms.
    if (!installed[path]) return !wanted.optional;
    return installed[path].version !== wanted.version;
  });
}
