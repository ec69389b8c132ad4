import { theme } from 'antd';
import { describe, expect, it } from 'vitest';
import { tokenSheet, tokensOf } from './tokens.ts';

const light = tokensOf(theme.getDesignToken(), false);
const dark = tokensOf(theme.getDesignToken({ algorithm: theme.darkAlgorithm }), true);

describe('the tokens of the style sheets', () => {
  it('are the colours of the theme, light and dark', () => {
    expect(light['--pw-ground']).toBe('#ffffff');
    expect(dark['--pw-ground']).toBe('#141414');
    expect([light['--pw-scheme'], dark['--pw-scheme']]).toEqual(['light', 'dark']);
  });

  it('have the same names in both, none without a value', () => {
    expect(Object.keys(dark)).toEqual(Object.keys(light));
    for (const value of [...Object.values(light), ...Object.values(dark)]) expect(value).toMatch(/\S/);
  });

  it('stand on the page as one rule', () => {
    expect(tokenSheet({ '--pw-a': '#fff', '--pw-b': 'red' })).toBe(':root{--pw-a:#fff;--pw-b:red}');
  });
});
