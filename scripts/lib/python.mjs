import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installDebianPackages } from './debian.mjs';
import { root, run, succeeds } from './shell.mjs';

const environment = join(root, '.venv');
const requirements = join(root, 'training/requirements.txt');
const stamp = join(environment, 'requirements.txt');

// Debian's own comes first: one that a version manager put before it on the path does not see Debian's packages.
const interpreters = ['/usr/bin/python3', 'python3'];
const hasAll = (interpreter) => succeeds([interpreter, '-c', 'import ensurepip, venv, torch, numba']);

/** The interpreter that has all that training/ needs, once `ensurePython` has run. */
export const python = join(environment, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');

/**
 * Makes .venv: PyTorch and Numba from Debian where that is possible (pip's build for Linux brings
 * gigabytes of CUDA), the rest from training/requirements.txt.
 */
export function ensurePython() {
  const wanted = readFileSync(requirements, 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && has('torch')) return;

  console.log('Installing the Python parts');
  if (!interpreters.some(hasAll)) installDebianPackages(['python3-venv', 'python3-torch', 'python3-numba']);
  const interpreter = interpreters.find(hasAll) ?? 'python3';
  run([interpreter, '-m', 'venv', '--clear', '--system-site-packages', environment]);
  const install = [python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
  for (const name of ['torch', 'numba']) if (!has(name)) run([...install, name]);
  run([...install, '-r', requirements]);
  writeFileSync(stamp, wanted);
}

function has(module) {
  return succeeds([python, '-c', `import ${module}`]);
}
