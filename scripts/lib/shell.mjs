import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder, from which every command runs. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** A command that failed: its message is for people, without a stack. */
export class CommandFailed extends Error {}

/**
 * Runs a command in the foreground, with its output on the terminal.
 *
 * @param {string[]} command program and arguments
 * @param {{ env?: Record<string, string>, cwd?: string }} [options] `env` is added to this process's
 * @throws CommandFailed with the command and its exit status
 */
export function run(command, { env = {}, cwd = root } = {}) {
  const [program, ...args] = command;
  const { status, signal, error } = spawnSync(program, args, {
    cwd,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (error) throw new CommandFailed(`${program} could not be started: ${error.message}`);
  if (status !== 0) {
    throw new CommandFailed(
      `\`${command.join(' ').replaceAll(`${root}/`, '')}\` ended with ${signal ?? `status ${status}`}`,
    );
  }
}

/** Whether a command exits with status 0; its output is dropped. */
export function succeeds(command) {
  const [program, ...args] = command;
  return spawnSync(program, args, { cwd: root, stdio: 'ignore' }).status === 0;
}

/** The path of a tool that npm installed, to be run by this Node. */
export function tool(name) {
  return join(root, 'node_modules/.bin', name);
}
