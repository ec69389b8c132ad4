import type { Limit } from '@pipewright/definition';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { refuse } from '../ground/refusal.ts';
import { atPace, type Pace, SLOWEST } from './pace.ts';

const KB = 1024;
const MB = 1024 * KB;

/** How much a body may hold: nothing, a few words, a document or many values, or a file. */
export const LIMITS = {
  none: { bytes: 0, words: '0 KB' },
  small: { bytes: 64 * KB, words: '64 KB' },
  document: { bytes: 5 * MB, words: '5 MB' },
  file: { bytes: 200 * MB, words: '200 MB' },
} as const satisfies Readonly<Record<Limit, { bytes: number; words: string }>>;

const tooLarge = (name: Limit): never => refuse('body.too_large', { limit: LIMITS[name].words });

const reading = (name: Limit) => {
  const check = bodyLimit({
    maxSize: LIMITS[name].bytes,
    onError: () => tooLarge(name),
  });
  return async (c: Context): Promise<void> => void (await check(c, async () => undefined));
};

/** Where no body is expected, none is read and none is within reach of who answers. */
async function withoutBody(c: Context): Promise<void> {
  const { method, url, headers, signal, body } = c.req.raw;
  if (body) c.req.raw = new Request(url, { method, headers, signal });
}

/** A file is not read before its route answers: it would have to lie in memory. One that says it is too large is refused. */
async function unread(c: Context): Promise<void> {
  if (Number(c.req.header('content-length') ?? 0) > LIMITS.file.bytes) tooLarge('file');
}

/** The body of a route that takes files, piece by piece, up to the limit of a file. Refuses where it goes further, breaks off or comes too slowly. */
export async function* filePieces(c: Context, slowest: Pace = SLOWEST): AsyncGenerator<Uint8Array, void> {
  const reader = (c.req.raw.body as ReadableStream<Uint8Array> | null)?.getReader();
  if (!reader) return;
  const next = async () => (await reader.read().catch(() => refuse('body.incomplete'))).value;
  let bytes = 0;
  for await (const piece of atPace(next, slowest)) {
    bytes += piece.length;
    if (bytes > LIMITS.file.bytes) tooLarge('file');
    yield piece;
  }
}

/** What stands behind each limit: it reads the body as far as it may go and refuses one that goes further. Files are left to their route. */
export const limits: Readonly<Record<Limit, (c: Context) => Promise<void>>> = {
  none: withoutBody,
  small: reading('small'),
  document: reading('document'),
  file: unread,
};
