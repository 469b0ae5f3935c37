import type { Plugin } from 'vite';

/**
 * The style element with which Radix holds the page still behind a dialog, by its content. A new version that writes
 * it differently fails e2e/security.spec.ts, whose message gives the new hash.
 */
const DIALOG_STYLE = 'sha256-nzTgYzXYDNe6BAHiiI7NNlfK8n/auuOAhh2t92YvuXo=';

const directives = {
  'default-src': ["'self'"],
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'style-src': ["'self'", `'${DIALOG_STYLE}'`],
  'img-src': ["'self'", 'blob:', 'data:'],
  'connect-src': ["'self'", 'blob:', 'data:'],
  // Spark's sorter is a script inside its script.
  'worker-src': ["'self'", 'blob:'],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
};

/** What the page may load and run: itself, and nothing from anywhere else. */
export const CONTENT_SECURITY_POLICY = Object.entries(directives)
  .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
  .join('; ');

/** Puts the policy into the built page, so that it holds on any host. Vite's development server needs inline scripts. */
export function contentSecurityPolicy(): Plugin {
  return {
    name: 'kiln:content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY },
        injectTo: 'head-prepend',
      },
    ],
  };
}
