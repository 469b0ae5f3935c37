import { serveFiles } from './files';

declare const self: DedicatedWorkerGlobalScope;

serveFiles(self);
