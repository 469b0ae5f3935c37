import { benchInBrowser } from './run';
await benchInBrowser('../@fs/tmp/k/infer/models/kiln-s', (r) => console.log(JSON.stringify(r)));
process.exit(0);
