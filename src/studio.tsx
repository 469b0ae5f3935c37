import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { recallModel } from './commands/choose-model';
import { followLibrary } from './commands/follow-library';
import { followPrompt } from './commands/follow-prompt';
import { followSession } from './commands/follow-session';
import { recallFormat } from './commands/save-object';
import { sessionRequestFrom } from './commands/session-request';
import { settleIn } from './commands/settle-in';
import { recallSingleKeys } from './commands/single-keys';
import type { Studio } from './commands/studio';
import { createEngine } from './engine/create-engine';
import { createFileDesk } from './engine/file-desk';
import { createPictureDesk } from './engine/picture-desk';
import { Library } from './library/library';
import { Reel } from './store/reel';
import { createStudioStore } from './store/studio-store';
import { App } from './ui/app';
import { StudioProvider } from './ui/studio-context';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root');

const site = new URL(import.meta.env.BASE_URL, location.href);
const studio: Studio = {
  store: createStudioStore(),
  reel: new Reel(),
  engine: createEngine(),
  pictures: createPictureDesk(),
  files: createFileDesk(),
  library: new Library(),
  model: sessionRequestFrom(new URL(location.href), new URL('models/', site)),
  viewport: null,
  running: null,
  filing: null,
  moving: null,
};

followSession(studio);
followPrompt(studio);
followLibrary(studio);
recallModel(studio);
recallFormat(studio);
recallSingleKeys(studio);
// A transition is rendered in slices, between which the page answers.
startTransition(() => {
  createRoot(root).render(
    <StrictMode>
      <StudioProvider value={studio}>
        <App />
      </StudioProvider>
    </StrictMode>,
  );
});
void settleIn(studio, {
  welcome: new URL('welcome.compressed.ply', site).href,
  serviceWorker: import.meta.env.PROD ? new URL('service-worker.js', site).href : null,
});
