/** Serves the program's own pages under `app://`, and nothing else: no traversal, no listing, a strict policy on every answer. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol, type Session } from 'electron';

/** Origins: the page and the books do not share one, so that the page cannot open the books' database by itself. */
export const PAGE_ORIGIN = 'app://counterfoil';
export const BOOKS_ORIGIN = 'app://books';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.map': 'application/json; charset=utf-8',
};

/**
 * The content security policy of a page; `nonce` is for the styles that Mantine writes into the document. In
 * development it also covers the script that the development server writes into the page, and its signals.
 */
export function contentSecurityPolicy(nonce: string, devServer?: string): string {
  return [
    "default-src 'none'",
    devServer ? `script-src 'self' 'nonce-${nonce}'` : "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    devServer ? `connect-src 'self' ws://${new URL(devServer).host}` : "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

/** Must run before the program is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** The file below `root` that a URL path names; `undefined` for anything that would leave it. */
export function fileOf(root: string, pathname: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return undefined;
  const path = normalize(join(root, decoded));
  return path.startsWith(root + sep) ? path : undefined;
}

const refused = (status: number) => new Response(null, { status });

/**
 * Answers `app://` in a session from the built pages in `root`, or in development from the server at `devServer`.
 */
export function serveApp(session: Session, root: string, devServer?: string): void {
  session.protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    if (request.method !== 'GET' || (url.host !== 'counterfoil' && url.host !== 'books')) return refused(403);
    const nonce = randomBytes(16).toString('base64');
    const answer = (body: string | Uint8Array<ArrayBuffer> | Blob, type: string) =>
      new Response(body, {
        headers: {
          'content-type': type,
          'content-security-policy': contentSecurityPolicy(nonce, devServer),
          'x-content-type-options': 'nosniff',
        },
      });
    const withNonce = (html: string) => html.replaceAll('%CSP_NONCE%', nonce);
    if (devServer) {
      const proxied = await fetch(new URL(url.pathname + url.search, devServer));
      const type = proxied.headers.get('content-type') ?? 'application/octet-stream';
      if (!proxied.ok) return refused(proxied.status);
      return type.startsWith('text/html')
        ? answer(withNonce(await proxied.text()), type)
        : answer(await proxied.blob(), type);
    }
    const file = fileOf(root, url.pathname);
    const type = file && TYPES[extname(file)];
    if (!file || !type) return refused(404);
    try {
      const bytes = await readFile(file);
      return answer(
        type.startsWith('text/html') ? withNonce(bytes.toString('utf8')) : new Uint8Array(bytes),
        type,
      );
    } catch {
      return refused(404);
    }
  });
}
