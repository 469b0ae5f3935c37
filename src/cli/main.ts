import { fileURLToPath } from 'node:url';
import { reportOf } from '../protocol/errors';
import { generate } from './generate';
import { parseCommandLine, USAGE, UsageError } from './options';

/** Exit statuses, as shells and sysexits know them. */
const FAILED = 1;
const MISUSED = 2;
const INTERRUPTED = 130;

const fromRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const interruption = new AbortController();
process.once('SIGINT', () => interruption.abort());

/** Shows where the work is in one line that replaces itself; nothing where nobody watches. */
function showProgress(message: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${message}`);
}

async function main(): Promise<number> {
  try {
    const options = parseCommandLine(process.argv.slice(2));
    if (options === 'help') {
      console.log(USAGE);
      return 0;
    }
    await generate(options, {
      models: fromRoot('models'),
      wasm: fromRoot('node_modules/@tensorflow/tfjs-backend-wasm/dist/'),
      print: (line) => {
        showProgress('');
        console.log(line);
      },
      progress: showProgress,
      signal: interruption.signal,
    });
    return 0;
  } catch (error) {
    showProgress('');
    if (interruption.signal.aborted) {
      console.error('Interrupted; nothing was written.');
      return INTERRUPTED;
    }
    if (error instanceof UsageError) {
      console.error(`${error.message}\n\n${USAGE}`);
      return MISUSED;
    }
    const { code, message } = reportOf(error);
    console.error(message);
    if (code === 'INTERNAL') console.error(error);
    return FAILED;
  }
}

// Dawn's threads would keep the process alive.
process.exit(await main());
