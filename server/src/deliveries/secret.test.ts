import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seal, unseal } from './secret.ts';

describe('a secret that is kept', () => {
  it('is read again with the same secret of the server, at the same place', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, place) => unseal('server', place, seal('server', place, text)) === text.toWellFormed()),
    );
  });

  it('is read nowhere else, by nobody else, and not where it was changed', () => {
    const sealed = seal('server', 'app a', 'word');
    const bytes = Buffer.from(sealed, 'base64');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect([
      unseal('server', 'app b', sealed),
      unseal('other', 'app a', sealed),
      unseal('server', 'app a', bytes.toString('base64')),
    ]).toEqual([...[undefined, undefined, undefined]]);
    expect([unseal('server', 'app a', ''), unseal('server', 'app a', 'eA=='), sealed.includes('word')]).toEqual([
      undefined,
      undefined,
      false,
    ]);
    expect(seal('server', 'app a', 'word')).not.toBe(sealed);
  });
});
