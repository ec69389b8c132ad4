import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { Context } from 'hono';
import { notModified } from '../door/fault.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};
/** How the build wrote files smaller beside themselves, the smallest first. */
const PACKED = [
  { coding: 'br', ending: '.br' },
  { coding: 'gzip', ending: '.gz' },
] as const;

interface File {
  readonly path: string;
  readonly type: string;
  readonly digest: string;
  readonly packed: readonly (typeof PACKED)[number][];
}

/** The files of a built web app by their address within it. What is not in this list is no file, however its address is spelled. */
function listFiles(root: string): ReadonlyMap<string, File> {
  if (!existsSync(root)) return new Map();
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name));
  const all = new Set(paths);
  const plain = paths.filter((path) => !PACKED.some(({ ending }) => path.endsWith(ending) && all.has(path.slice(0, -ending.length))));
  return new Map(
    plain.map((path) => {
      const digest = createHash('sha256').update(readFileSync(path)).digest('base64url').slice(0, 22);
      const packed = PACKED.filter(({ ending }) => all.has(path + ending));
      return [
        relative(root, path).split(sep).join('/'),
        { path, type: TYPES[extname(path)] ?? 'application/octet-stream', digest, packed },
      ];
    }),
  );
}

/** The codings that a browser takes; one with the weight 0 it does not. */
function taken(header: string): Set<string> {
  const entries = header.split(',').map((entry) => entry.trim().split(/\s*;\s*q=/));
  return new Set(entries.flatMap(([coding = '', weight]) => (Number(weight ?? 1) > 0 ? [coding] : [])));
}

/** Serves a built web app from a folder; an address that is no file gets the app's page, which knows its own addresses. */
export function webApp(root: string, base: string): (c: Context) => Promise<Response> {
  const files = listFiles(root);
  return async (c) => {
    const path = c.req.path.slice(base.length).replace(/^\//, '');
    const asset = path.startsWith('assets/');
    const file = files.get(path) ?? (asset ? undefined : files.get('index.html'));
    if (!file) return c.notFound();
    const codings = taken(c.req.header('accept-encoding') ?? '');
    const packing = file.packed.find(({ coding }) => codings.has(coding));
    const tag = `"${file.digest}${packing ? `-${packing.coding}` : ''}"`;
    c.header('etag', tag);
    c.header('cache-control', asset ? 'public, max-age=31536000, immutable' : 'no-cache');
    c.header('vary', 'accept-encoding');
    if (c.req.header('if-none-match') === tag) return notModified(c);
    const body = new Uint8Array(await readFile(file.path + (packing?.ending ?? '')));
    c.header('content-type', file.type);
    c.header('content-length', String(body.length));
    if (packing) c.header('content-encoding', packing.coding);
    return c.body(body);
  };
}
