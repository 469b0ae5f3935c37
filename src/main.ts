import '@fontsource-variable/instrument-sans/wght.css';
import '@fontsource/instrument-serif/400-italic.css';
import './ui/styles/index.css';

/** Lets the picture in index.html be seen before the script that makes the page takes the main thread. */
async function whenPainted(): Promise<void> {
  await document
    .querySelector<HTMLImageElement>('.poster > img')
    ?.decode()
    .catch(() => {});
  // In a tab in the background nothing is painted.
  if (document.visibilityState === 'hidden') return;
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

whenPainted()
  // By itself: one task for all scripts would hold up the page.
  .then(() => import('react-dom/client'))
  .then(() => import('./studio'));
