import { issue } from '@pipewright/logic';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Refusal } from './fault.ts';

const KB = 1024;
const MB = 1024 * KB;

/** How much a body may hold: nothing, a few words, a document or many values, or a file. */
export const LIMITS = {
  none: { bytes: 0, words: '0 KB' },
  small: { bytes: 64 * KB, words: '64 KB' },
  document: { bytes: 5 * MB, words: '5 MB' },
  file: { bytes: 200 * MB, words: '200 MB' },
} as const;
/** How much a body may hold. */
export type Limit = keyof typeof LIMITS;

const reading = (name: Limit) => {
  const { bytes, words } = LIMITS[name];
  const check = bodyLimit({
    maxSize: bytes,
    onError: () => {
      throw new Refusal([issue('', 'body.too_large', { limit: words })]);
    },
  });
  return async (c: Context): Promise<void> => void (await check(c, async () => undefined));
};

/** Where no body is expected, none is read and none is within reach of who answers. */
async function withoutBody(c: Context): Promise<void> {
  const { method, url, headers, signal, body } = c.req.raw;
  if (body) c.req.raw = new Request(url, { method, headers, signal });
}

/** What stands behind each limit: it reads the body as far as it may go and refuses one that goes further. */
export const limits: Readonly<Record<Limit, (c: Context) => Promise<void>>> = {
  none: withoutBody,
  small: reading('small'),
  document: reading('document'),
  file: reading('file'),
};
