import '@fontsource-variable/instrument-sans/wght.css';
import '@fontsource/instrument-serif/400-italic.css';
import './ui/styles/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followLibrary } from './commands/follow-library';
import { followPrompt } from './commands/follow-prompt';
import { followSession } from './commands/follow-session';
import { followUpdates } from './commands/follow-updates';
import { loadModel } from './commands/load-model';
import { loadWelcome } from './commands/load-welcome';
import { recallFormat } from './commands/save-object';
import { sessionRequestFrom } from './commands/session-request';
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
recallFormat(studio);
recallSingleKeys(studio);
createRoot(root).render(
  <StrictMode>
    <StudioProvider value={studio}>
      <App />
    </StudioProvider>
  </StrictMode>,
);
// The object on the stage comes first; the model, a hundred times its size, follows when nobody waits for anything.
loadWelcome(studio, new URL('welcome.ply', site).href).finally(() => {
  loadModel(studio);
  if (import.meta.env.PROD) void followUpdates(studio, new URL('service-worker.js', site).href);
});
