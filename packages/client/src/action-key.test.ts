import { expect, it } from 'vitest';
import { answered, keyOf } from './action-key.ts';

it('is one key as long as the action has no answer, and another afterwards', () => {
  const key = keyOf('POST /a {}');
  expect(key).toMatch(/^[0-9a-f]{32}$/);
  expect([keyOf('POST /a {}'), keyOf('POST /b {}') === key]).toEqual([key, false]);
  answered('POST /a {}');
  expect(keyOf('POST /a {}')).not.toBe(key);
});

it('is forgotten when twenty others went without an answer since', () => {
  const key = keyOf('first');
  for (let i = 0; i < 19; i += 1) keyOf(`other ${i}`);
  expect(keyOf('first')).toBe(key);
  for (let i = 0; i < 20; i += 1) keyOf(`another ${i}`);
  expect(keyOf('first')).not.toBe(key);
});
