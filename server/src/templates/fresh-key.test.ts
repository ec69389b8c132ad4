import { describe, expect, it } from 'vitest';
import { freshKey } from './fresh-key.ts';

describe('the key of a new app', () => {
  it('is the wish with something behind it that nobody can foresee, whether it is taken or not', () => {
    const [one, two] = [freshKey('sales'), freshKey('sales')];
    expect([one, two].every((key) => /^sales_[a-hjkmnp-z2-9]{4}$/.test(key))).toBe(true);
    expect(one).not.toBe(two);
    expect(freshKey('a'.repeat(40))).toMatch(/^a{35}_.{4}$/);
  });

  it.each(['', 'Sales', '1a', 'a-b', 'a'.repeat(41), '销售'])('is refused of the wish %j', (wish) => {
    expect(() => freshKey(wish)).toThrow('app.key');
  });
});
