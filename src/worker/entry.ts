import { openBrowserSession } from '../pipeline/browser-session';
import { serve } from './serve';

declare const self: DedicatedWorkerGlobalScope;

serve(self, openBrowserSession);

// Uncaught errors reach the page as the worker's `error` event; rejections nobody handles would not.
self.addEventListener('unhandledrejection', ({ reason }) => {
  throw reason;
});
