import { existsSync } from 'node:fs';
import { CommandFailed, run, succeeds } from './shell.mjs';

/** How to become root: no prefix when we are, sudo when it asks no password, else undefined. */
function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  return succeeds(['sudo', '-n', 'true']) ? ['sudo', '-n'] : undefined;
}

let updated = false;

/**
 * Installs Debian packages where that is possible.
 *
 * @param {string[]} packages
 * @returns {boolean} false where this is no Debian, or root is out of reach, or the packages cannot be had
 */
export function installDebianPackages(packages) {
  const prefix = rootPrefix();
  if (!existsSync('/etc/debian_version') || !succeeds(['apt-get', '--version']) || !prefix) return false;
  const apt = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq'];
  try {
    if (!updated) run([...apt, 'update']);
    updated = true;
    run([...apt, 'install', '-y', '--no-install-recommends', ...packages]);
    return true;
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    console.warn(`${error.message}; going on without.`);
    return false;
  }
}
