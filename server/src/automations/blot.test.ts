import { expect, it } from 'vitest';
import { withoutSecrets } from './blot.ts';

const SECRET = 'tok"en/ä\\1234567';

it.each<readonly [form: string, said: string]>([
  ['as it is', `x ${SECRET} y`],
  ['as addresses write it', `?k=${encodeURIComponent(SECRET)}`],
  ['in JSON', JSON.stringify({ a: SECRET })],
  ['in JSON twice', JSON.stringify({ a: JSON.stringify({ b: SECRET }) })],
  ['as a name in JSON', JSON.stringify({ [SECRET]: 1 })],
  ['in JSON by numbers', `{"a":"${[...SECRET].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"}`],
  ...[0, 1, 2].map((n) => [`in base64 behind ${n}`, Buffer.from(`${'u'.repeat(n)}${SECRET}`).toString('base64')] as const),
])('blots a secret out %s', (_, said) => {
  const told = withoutSecrets(said, [SECRET]);
  expect(told).toContain('••••');
  for (const form of [SECRET, '1234567', encodeURIComponent('ä'), '\\u0031']) expect([form, told.includes(form)]).toEqual([form, false]);
});

it('leaves everything else as it was said', () => {
  const said = '{"a":[1,null,"b\\n"],"c":{"d":true}}';
  expect(JSON.parse(withoutSecrets(said, ['another-secret']))).toEqual(JSON.parse(said));
  expect([withoutSecrets('x\u0000\ud800', []), withoutSecrets('<html>', ['12345678'])]).toEqual(['x\ufffd', '<html>']);
});
