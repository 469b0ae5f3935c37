// npm start: installs what is missing, builds the studio, serves it and prints its address.
import { parseArgs } from 'node:util';
import { ensureNodeModules, requireNode } from './lib/node-modules.mjs';
import { CommandFailed, root } from './lib/shell.mjs';

requireNode();

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env.PORT ?? '4173' },
    host: { type: 'string', default: 'localhost' },
  },
});
const port = Number(values.port);
if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  console.error(`--port must be a whole number from 1 to 65535; it is ${values.port}.`);
  process.exit(1);
}

try {
  ensureNodeModules();
} catch (error) {
  if (!(error instanceof CommandFailed)) throw error;
  console.error(error.message);
  process.exit(1);
}

const { build, preview } = await import('vite');
await build({ root, logLevel: 'warn' });
// Takes the next free port where this one is taken.
const server = await preview({ root, preview: { port, host: values.host, strictPort: false } });
console.log('Kiln is ready. Open');
server.printUrls();
