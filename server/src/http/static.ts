import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Context } from 'hono';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

interface File {
  readonly type: string;
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly packed: Uint8Array<ArrayBuffer>;
}

/** Serves a built web app from a folder; an address that is no file gets the app's page, which knows its own addresses. */
export function webApp(root: string, base: string): (c: Context) => Response {
  const known = new Map<string, File>();
  const load = (path: string): File | undefined => {
    const found = known.get(path);
    if (found) return found;
    const full = normalize(join(root, path));
    if (!full.startsWith(root + sep) || !existsSync(full) || !statSync(full).isFile()) return undefined;
    const plain = new Uint8Array(readFileSync(full));
    const packed = new Uint8Array(brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }));
    const file = { type: TYPES[extname(full)] ?? 'application/octet-stream', plain, packed };
    known.set(path, file);
    return file;
  };
  return (c) => {
    const path = c.req.path.slice(base.length).replace(/^\/+/, '');
    const asset = path.startsWith('assets/');
    const file = load(path || 'index.html') ?? (asset ? undefined : load('index.html'));
    if (!file) return c.text('Not found', 404);
    const packs = /\bbr\b/.test(c.req.header('accept-encoding') ?? '');
    return new Response(packs ? file.packed : file.plain, {
      headers: {
        'content-type': file.type,
        'cache-control': asset ? 'public, max-age=31536000, immutable' : 'no-cache',
        vary: 'accept-encoding',
        ...(packs ? { 'content-encoding': 'br' } : {}),
      },
    });
  };
}
