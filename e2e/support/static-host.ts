import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What the plainest of hosts knows. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
};
/** What better ones send compressed. */
const TEXT = /^(\.html|\.js|\.css|\.svg|\.json|\.webmanifest)$/;

/** The built studio on a host that sends no headers of its own, below a path. It can be unplugged, and updated. */
export class StaticHost {
  /** Every path below the site that was asked for. */
  readonly asked: string[] = [];
  #server: Server | null = null;
  #port = 0;
  readonly #edits = new Map<string, (text: string) => string>();

  /** @param isCompressing whether it sends text with gzip, as most hosts do */
  constructor(
    readonly path: string,
    readonly isCompressing = false,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.#port}${this.path}`;
  }

  /** Starts to serve, on the same port as before. */
  async plug(): Promise<void> {
    const server = createServer(async (request, response) => {
      const { pathname } = new URL(request.url!, 'http://host.invalid');
      const file = pathname.startsWith(this.path) ? pathname.slice(this.path.length) || 'index.html' : null;
      this.asked.push(file ?? pathname);
      try {
        const bytes = await readFile(join('dist', file!));
        const edit = this.#edits.get(file!);
        response.setHeader('Content-Type', TYPES[extname(file!)] ?? 'application/octet-stream');
        const body = edit ? Buffer.from(edit(bytes.toString())) : bytes;
        const isCompressed = this.isCompressing && TEXT.test(extname(file!));
        if (isCompressed) response.setHeader('Content-Encoding', 'gzip');
        response.end(isCompressed ? gzipSync(body) : body);
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as { port: number }).port;
    this.#server = server;
  }

  async unplug(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  }

  /** Serves a text file as changed, as a new release would. */
  edit(file: string, change: (text: string) => string): void {
    this.#edits.set(file, change);
  }
}
