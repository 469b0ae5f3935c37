import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installDebianPackages } from './debian.mjs';
import { root, run, succeeds } from './shell.mjs';

const environment = join(root, '.venv');
const requirements = join(root, 'training/requirements.txt');
const stamp = join(environment, 'requirements.txt');

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
  if (!succeeds(['python3', '-c', 'import ensurepip, venv, torch, numba'])) {
    installDebianPackages(['python3-venv', 'python3-torch', 'python3-numba']);
  }
  run(['python3', '-m', 'venv', '--system-site-packages', environment]);
  const install = [python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
  for (const name of ['torch', 'numba']) if (!has(name)) run([...install, name]);
  run([...install, '-r', requirements]);
  writeFileSync(stamp, wanted);
}

function has(module) {
  return succeeds([python, '-c', `import ${module}`]);
}
