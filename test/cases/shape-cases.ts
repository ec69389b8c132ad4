import type { Field } from '@pipewright/definition';
import { FIELDS } from './app.ts';
import { type Said, said } from './said.ts';

/** A value of a field and what is told of it; nothing where it is well formed. `server` is what only the server can know of it. */
export interface ShapeCase {
  readonly field: Field;
  readonly value: unknown;
  readonly told?: Said;
  readonly server?: Said;
}

const NOBODY = '00000000-0000-7000-8000-00000000abcd';
const AWKWARD = {
  wrong: [5, true, { a: 1 }, [], ['x']],
  unstorable: ['a\0b', '\0', '\ud800', 'x\udc00', '\udc00\ud800'],
  empty: ['', ' ', '\t\n', '\u3000', '\u00a0 \ufeff', null],
};

const ok = (field: Field, ...values: unknown[]): ShapeCase[] => values.map((value) => ({ field, value }));
const bad = (field: Field, told: Said, ...values: unknown[]): ShapeCase[] => values.map((value) => ({ field, value, told }));
const later = (field: Field, server: Said, ...values: unknown[]): ShapeCase[] => values.map((value) => ({ field, value, server }));
/** What holds of every field whose values are texts. */
const text = (field: Field): ShapeCase[] => [
  ...bad(field, said.type(field), 5, false, { a: 1 }, ['x']),
  ...bad(field, said.characters(field), ...AWKWARD.unstorable),
  ...ok(field, ...AWKWARD.empty, []),
];

const F = FIELDS;

/** Every field type against well-formed, ill-formed, empty and awkward values. */
export const SHAPE_CASES: readonly ShapeCase[] = [
  ...text(F.line),
  ...ok(F.line, 'abc', ' abc ', '智慧园', '\u{20000}\u{20000}\u{20000}', 'e\u0301e\u0301e\u0301', '   a'),
  ...bad(F.line, said.long(F.line, 3), 'abcd', '智慧园区', '\u{20000}\u{20000}\u{20000}\u{20000}', '👩‍👩‍👧'),
  ...ok(F.free, 'x'.repeat(500), '<b>', '%_\\', "o'clock", '\u202eabc', '__proto__', '=1+1'),
  ...bad(F.free, said.long(F.free, 500), 'x'.repeat(501), '文'.repeat(501)),
  ...text(F.story),
  ...ok(F.story, '12345678', 'a\nb\nc'),
  ...bad(F.story, said.long(F.story, 8), '123456789', 'a\n\n\n\n\n\n\n\n\nb'),
  ...ok(F.count, -5, 10, 0, null, '', '  '),
  ...bad(F.count, said.range(F.count), -6, 11, 9_007_199_254_740_991),
  ...bad(F.count, said.type(F.count), 1.5, '3', true, ['1'], {}),
  ...ok(F.whole, 9_007_199_254_740_991, -9_007_199_254_740_991),
  ...bad(F.whole, said.range(F.whole), 9_007_199_254_740_992, -9_007_199_254_740_992, 1e300),
  ...text(F.exact).filter(({ value }) => value !== 5),
  ...ok(F.exact, '0', '-0.5', '12345678901234567890.12', 5, 1.25, -3),
  ...bad(F.exact, said.format(F.exact), '1.234', '123456789012345678901', '1e3', '.5', '1.', '+1', '1,000', '１２', 'NaN', 0.001, 1e-7),
  ...bad(F.exact, said.type(F.exact), 1e300),
  ...ok(F.price, '9999999999999999.99', '007', 12.5),
  ...bad(F.price, said.format(F.price), '99999999999999999', '0.001', '¥5', '--1'),
  ...ok(F.share, '100', '-12.5', '999999.9'),
  ...bad(F.share, said.format(F.share), '1.25', '1234567', '50%'),
  ...text(F.day),
  ...ok(F.day, '2024-02-29', '0001-01-01', '9999-12-31', ' 2026-01-01 '),
  ...bad(F.day, said.format(F.day), '2026-02-29', '2026-13-01', '2026-1-1', '0000-01-01', '2026-01-01T00:00:00Z', 'today', '01.02.2026'),
  ...text(F.moment),
  ...ok(F.moment, '2026-01-01T00:00:00Z', '2026-01-01T08:00:00.123+08:00', '9999-12-31T23:59:59.999Z'),
  ...bad(
    F.moment,
    said.format(F.moment),
    '2026-01-01',
    '2026-01-01T00:00:00',
    '2026-01-01T25:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-01-01T00:00:00.1234Z',
  ),
  ...ok(F.yes, true, false, null, ''),
  ...bad(F.yes, said.type(F.yes), 'true', 1, 0, ['x']),
  ...text(F.one),
  ...ok(F.one, 'a', ' b '),
  ...bad(F.one, said.option(F.one), 'old', 'x', 'A', '甲', 'First'),
  ...ok(F.some, ['a'], ['a', 'b', 'c'], [], null, '', [' a ']),
  ...bad(F.some, said.option(F.some), ['old'], ['a', 'x']),
  ...bad(F.some, said.twice(F.some), ['a', 'a'], ['a', ' a']),
  ...bad(F.some, said.many(F.some, 200), new Array(201).fill('a')),
  ...bad(F.some, said.type(F.some), 'a', 5, {}, [''], [1], [null], [['a']]),
  ...bad(F.some, said.characters(F.some), ['a\0'], ['\ud800']),
  ...text(F.who),
  ...later(F.who, said.person(F.who), 'nobody', NOBODY),
  ...bad(F.who, said.long(F.who, 64), 'x'.repeat(65)),
  ...text(F.team),
  ...later(F.team, said.department(F.team), NOBODY),
  ...bad(F.team, said.format(F.team), 'Sales', '123', `{${NOBODY}}`),
  ...text(F.link),
  ...later(F.link, said.reference(F.link), NOBODY),
  ...bad(F.link, said.format(F.link), 'x', `${NOBODY}0`),
  ...text(F.mail),
  ...ok(F.mail, 'a@b.cc', '王@例子.中国', ' a@b.cc '),
  ...bad(F.mail, said.format(F.mail), 'a@b', '@b.cc', 'a b@c.dd', 'a@@b.cc', `${'a'.repeat(65)}@b.cc`),
  ...bad(F.mail, said.long(F.mail, 254), `a@${'b'.repeat(260)}.cc`),
  ...text(F.call),
  ...ok(F.call, '+86 138 0013 8000', '0571-8888', '(010) 1234'),
  ...bad(F.call, said.format(F.call), '1234', 'phone', '１３８００１３８０００', '1'.repeat(32)),
  ...text(F.page),
  ...ok(F.page, 'https://例子.中国/路径', 'http://x'),
  ...bad(F.page, said.format(F.page), 'x.cc', 'ftp://x', 'javascript:alert(1)', 'https://a b', `https://${'x'.repeat(2001)}`),
  ...text(F.code),
  ...ok(F.code, '91350100M000100Y43'),
  ...bad(F.code, said.format(F.code), '91350100M000100Y44', '91350100m000100y43', '9135', 'I1350100M000100Y43'),
];
