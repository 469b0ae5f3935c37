import type { Plugin } from 'vite';

/** The letters of the first paint; the style sheet would ask for them only once it has arrived. */
const FONT = /^assets\/instrument-sans-latin-wght-normal-.*\.woff2$/;

/** Asks for the font at once, so that no text changes its width after the first paint. */
export function preloadFont(): Plugin {
  return {
    name: 'kiln:preload-font',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const path = Object.keys(bundle ?? {}).find((each) => FONT.test(each));
        if (!path) throw new Error('The font of the interface is not in the build.');
        const attrs = { rel: 'preload', href: `./${path}`, as: 'font', type: 'font/woff2', crossorigin: '' };
        return [{ tag: 'link', attrs, injectTo: 'head' }];
      },
    },
  };
}
