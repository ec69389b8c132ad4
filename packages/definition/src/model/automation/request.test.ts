import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillAddress, fillHeader, headerParts, hostOfAddress, isHeader, isHeaderText, readAddress, secretsInHeaders } from './request.ts';

/** What people and programs write into fields, and what somebody writes who means ill. */
const HOSTILE = [
  ...[
    '..',
    '.',
    '%2e%2e',
    '%2E.',
    '/',
    '//evil.example',
    '\\\\evil.example',
    '@evil.example',
    '?a=b',
    '#x',
    '&admin=1',
    '=',
    ';',
    '%',
    '%0d%0aX: y',
  ],
  ...[
    '\r\nX-Injected: 1',
    '\n',
    '\t',
    '\u0000',
    ' ',
    '"',
    "'",
    '<script>',
    '{name}',
    '{secret:key}',
    '}{',
    '\ud800',
    '\udc00x',
    '\u2028',
    '甲乙',
    '😀',
  ],
  ...['http://127.0.0.1/', '169.254.169.254', '../../admin?x=1#', ':8080', '\u202e', '$&', '$1'],
];
const value = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary' }),
  fc.tuple(fc.constantFrom(...HOSTILE), fc.constantFrom(...HOSTILE)).map((two) => two.join('')),
);
const ADDRESS = 'https://api.example.com:8443/v1/{a}/x-{b}/end?q={a}&r={b}.{a}';

describe('an address', () => {
  it('asks whom it says, and says each value in its own place, whatever that holds', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const filled = fillAddress(ADDRESS, (name) => (name === 'a' ? a : b));
        if ('name' in filled) {
          expect(filled.why === 'empty' ? (filled.name === 'a' ? a : b) : a).toMatch(filled.why === 'empty' ? /^$/ : /^(\.|\.\.)$/);
          return;
        }
        const url = new URL(filled.url);
        expect([url.origin, url.username, url.password, url.hash]).toEqual(['https://api.example.com:8443', '', '', '']);
        // A program reads the same values there as were written, and nothing besides.
        const [x, y] = [a.toWellFormed(), b.toWellFormed()];
        expect(url.pathname.split('/').map(decodeURIComponent)).toEqual(['', 'v1', x, `x-${y}`, 'end']);
        expect([...url.searchParams]).toEqual([
          ['q', x],
          ['r', `${y}.${x}`],
        ]);
        // As it is, it goes into the first line of a request.
        expect(filled.url).toMatch(/^[\x21-\x7e]+$/);
        expect(url.href).toBe(filled.url);
      }),
      { numRuns: 2000 },
    );
  });

  it('bears no value that would lead up or nowhere', () => {
    const one = (a: string, b = 'b') => fillAddress('https://x.example/{a}{b}/y?{b}', (name) => (name === 'a' ? a : b));
    expect(one('.', '.')).toEqual({ name: 'a', why: 'dots' });
    expect(one('', 'x')).toEqual({ name: 'a', why: 'empty' });
    expect(one('.', 'a')).toEqual({ url: 'https://x.example/.a/y?a' });
    expect(fillAddress('https://x.example/.{a}/', () => '.')).toEqual({ name: 'a', why: 'dots' });
    expect(fillAddress('https://x.example?{a}', () => '')).toEqual({ url: 'https://x.example?' });
    expect(fillAddress('https://{a}/', () => 'evil.example')).toEqual({ name: '', why: 'dots' });
  });

  it('is one only where nothing of it depends on a value but path and query', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const address of [text, `https://${text}`, `https://x.example${text}`, `https://x.example/${text}`]) {
          const read = readAddress(address);
          if (!read) continue;
          const filled = fillAddress(address, () => 'v');
          if ('name' in filled) throw new Error(address);
          expect(new URL(filled.url).host).toBe(read.url.host);
          expect(new URL(filled.url).username).toBe('');
        }
      }),
      { numRuns: 2000 },
    );
    expect(
      ['https://X.Example:443/a', 'http://x.example:80', 'https://2130706433/', 'https://例子.example/', 'nothing'].map(hostOfAddress),
    ).toEqual([...['x.example', 'x.example', '127.0.0.1', 'xn--fsqu00a.example', '']]);
  });
});

describe('a header', () => {
  it('takes secrets by name and lines of plain signs, and says nothing of how the request travels', () => {
    expect(headerParts('a {secret:key}b')).toEqual([{ text: 'a ' }, { secret: 'key' }, { text: 'b' }]);
    expect([headerParts('{name}'), headerParts('{secret:}'), headerParts('{secret:A}')]).toEqual([undefined, undefined, undefined]);
    expect(secretsInHeaders({ a: '{secret:x}{secret:y}', b: '{secret:x}', c: '{name}' })).toEqual(['x', 'y']);
    expect(fillHeader('Basic {secret:x}', () => '{secret:y} $&')).toBe('Basic {secret:y} $&');
    expect(['Host', 'HOST', 'content-length', 'Te', 'expect', 'a b', '', 'x:y', 'x\n'].filter(isHeader)).toEqual([]);
    expect(['Authorization', 'X-Api-Key', 'content-type', 'cookie'].filter(isHeader)).toHaveLength(4);
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void expect(isHeaderText(text)).toBe(!/[^ -~]/.test(text))));
  });
});
