import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Refusal } from '../ground/refusal.ts';
import { cleanName, disposition } from './name.ts';

const cleaned = (given: string) => {
  try {
    return cleanName(given, 'papers');
  } catch (error) {
    return (error as Refusal).issues.map(({ code, path }) => `${path} ${code}`).join();
  }
};

describe('the name of a file', () => {
  it.each([
    ['offer.pdf', 'offer.pdf'],
    ['  报价 (1).pdf ', '报价 (1).pdf'],
    ['re\u0301sume\u0301.pdf', 'résumé.pdf'],
    ['a\u200bb\ufeff.pdf', 'ab.pdf'],
    ['a..b.pdf', 'a..b.pdf'],
    ['../a.pdf', 'papers file.name'],
    ['a/b.pdf', 'papers file.name'],
    ['C:\\a.pdf', 'papers file.name'],
    ['a\u0000.pdf', 'papers file.name'],
    ['a\n.pdf', 'papers file.name'],
    ['a\u202efdp.exe', 'papers file.name'],
    ['a\u2067.pdf', 'papers file.name'],
    ['a\ud800.pdf', 'papers file.name'],
    ['.htaccess', 'papers file.name'],
    ['..', 'papers file.name'],
    ['   ', 'papers file.name'],
    ['', 'papers file.name'],
  ])('%j is %j', (given, name) => expect(cleaned(given)).toBe(name));

  it('is one that leads nowhere, is not too long and stays as it is, whatever was given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const name = cleaned(given);
        if (name === 'papers file.name') return;
        expect(name).not.toMatch(/[/\\\p{Cc}]/u);
        expect([...name].length).toBeLessThanOrEqual(200);
        expect(cleaned(name.trim())).toBe(name.trim());
      }),
    );
  });

  it('is handed out so that no header can be broken by it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 60 }), fc.string({ unit: fc.constantFrom("'", '"', '\\', '%', 'a', '价') })), (given) => {
        const name = cleaned(`${given}.pdf`);
        const header = disposition('attachment', name);
        expect(header).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[A-Za-z0-9%!._~-]*$/);
        expect(decodeURIComponent(header.split("''").at(-1) ?? '')).toBe(name);
      }),
    );
  });
});
