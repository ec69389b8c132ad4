import { issue } from '@pipewright/logic';
import { Refusal } from '../ground/refusal.ts';

/** The slowest that a file may come: so many bytes in so much time of waiting for them, again and again until its end. */
export interface Pace {
  readonly ms: number;
  readonly bytes: number;
}

/** Far slower than any telephone, and quick enough that nobody holds a turn, a connection and a file open for hours. */
export const SLOWEST: Pace = { ms: 60_000, bytes: 1024 * 1024 };

/** What comes next, or a refusal where it takes longer than it may. */
async function within<T>(next: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Refusal([issue('', 'body.slow')])), ms);
  });
  try {
    return await Promise.race([next, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The pieces of a body as they come; refuses once waiting for them has taken the time of a pace and brought fewer bytes than it asks for. The time that
 * whoever takes them needs does not count.
 * @param next reads the next piece; undefined at the end
 */
export async function* atPace(next: () => Promise<Uint8Array | undefined>, { ms, bytes }: Pace): AsyncGenerator<Uint8Array, void> {
  let waited = 0;
  let come = 0;
  for (;;) {
    const since = performance.now();
    const piece = await within(next(), ms - waited);
    if (!piece) return;
    waited += performance.now() - since;
    come += piece.length;
    if (come >= bytes) [waited, come] = [0, 0];
    yield piece;
  }
}
