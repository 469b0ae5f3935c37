import type { Plugin, Rollup } from 'vite';

/** The letters of the first paint; the style sheet would ask for them only once it has arrived. */
const FONT = /^assets\/instrument-sans-latin-wght-normal-.*\.woff2$/;

/** Asks at once for the font, so that no text changes its width, and for the scripts that follow the first paint. */
export function preload(): Plugin {
  return {
    name: 'kiln:preload',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const font = Object.keys(bundle).find((path) => FONT.test(path));
        const studio = Object.values(bundle).find(isStudio);
        if (!font || !studio) throw new Error('The font of the interface or its script is not in the build.');
        const link = (attrs: Record<string, string>) =>
          ({ tag: 'link', attrs: { ...attrs, crossorigin: '' }, injectTo: 'head' }) as const;
        return [
          link({ rel: 'preload', href: `./${font}`, as: 'font', type: 'font/woff2' }),
          ...[...studio.imports, studio.fileName]
            // The entry is there already.
            .filter((path) => !(bundle[path] as Rollup.OutputChunk).isEntry)
            .map((path) => link({ rel: 'modulepreload', href: `./${path}` })),
        ];
      },
    },
  };
}

function isStudio(output: Rollup.OutputAsset | Rollup.OutputChunk): output is Rollup.OutputChunk {
  return output.type === 'chunk' && output.moduleIds.some((id) => id.endsWith('/src/studio.tsx'));
}
