import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { atPace, type Pace } from './pace.ts';

const MINUTE: Pace = { ms: 60_000, bytes: 1000 };
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Pieces that take their time, of so many bytes each after so many milliseconds. */
function comes(pieces: readonly (readonly [ms: number, bytes: number])[]) {
  let at = 0;
  return async () => {
    const piece = pieces[at];
    at += 1;
    if (!piece) return undefined;
    await new Promise((resolve) => setTimeout(resolve, piece[0]));
    return new Uint8Array(piece[1]);
  };
}
/** How much is taken until the end or the refusal, when that is, and which. */
async function taken(next: () => Promise<Uint8Array | undefined>, between = 0) {
  let bytes = 0;
  let end = '';
  const all = (async () => {
    for await (const piece of atPace(next, MINUTE)) {
      bytes += piece.length;
      if (between > 0) await new Promise((resolve) => setTimeout(resolve, between));
    }
  })().then(
    () => (end = 'end'),
    (error) => (end = error.message),
  );
  const since = performance.now();
  while (end === '') await vi.advanceTimersByTimeAsync(500);
  await all;
  return { bytes, end, seconds: (performance.now() - since) / 1000 };
}
const every = (ms: number, bytes: number, count: number) => Array.from({ length: count }, () => [ms, bytes] as const);

describe('a file that comes', () => {
  it('a byte a second is cut after a minute', async () => {
    expect(await taken(comes(every(1100, 1, 1000)))).toEqual({ bytes: 54, end: 'body.slow', seconds: 60 });
  });

  it('not at all is cut after a minute, and one that stops on the way a minute later', async () => {
    const never = () => new Promise<undefined>(() => undefined);
    expect(await taken(never)).toEqual({ bytes: 0, end: 'body.slow', seconds: 60 });
    expect(await taken(comes([...every(1000, 500, 10), [1e9, 1]]))).toEqual({ bytes: 5000, end: 'body.slow', seconds: 70 });
  });

  it('slowly and long is taken to its end, as is a small one within a minute', async () => {
    expect(await taken(comes(every(50_000, 1000, 100)))).toMatchObject({ bytes: 100_000, end: 'end' });
    expect(await taken(comes(every(5000, 1, 11)))).toMatchObject({ bytes: 11, end: 'end' });
  });

  it('does not pay for the time that it is worked on', async () => {
    expect(await taken(comes(every(10, 100, 30)), 20_000)).toMatchObject({ bytes: 3000, end: 'end' });
  });
});
