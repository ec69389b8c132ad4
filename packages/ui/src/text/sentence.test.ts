import { describe, expect, it } from 'vitest';
import { sentence } from './sentence.ts';

const words = { plain: 'Save', named: 'Move {{name}} to {{stage}}, {{name}}!', days: '{{count}} days', days_one: 'one day of {{of}}' };

describe('a sentence', () => {
  it.each([
    ['plain', undefined, 'Save'],
    ['named', { name: 'Deal', stage: 'Offer' }, 'Move Deal to Offer, Deal!'],
    ['named', { name: '{{stage}} $& $1', stage: '' }, 'Move {{stage}} $& $1 to , {{stage}} $& $1!'],
    ['named', { stage: null }, 'Move  to , !'],
    ['days', { count: 0 }, '0 days'],
    ['days', { count: 1, of: 5 }, 'one day of 5'],
    ['days', { count: 2 }, '2 days'],
    ['plain', { count: 1 }, 'Save'],
    ['toString', {}, 'toString'],
    ['missing', { count: 1 }, 'missing'],
  ])('by the key %s with %o is “%s”', (key, params, said) => {
    expect(sentence(words, key, params)).toBe(said);
  });
});
