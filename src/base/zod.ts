import { z } from 'zod';

// Compiling schemas means evaluating text as code, which the page's content security policy forbids.
z.config({ jitless: true });

export { z };
