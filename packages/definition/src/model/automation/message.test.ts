import { describe, expect, it } from 'vitest';
import { fillMessage, placesIn } from './message.ts';
import { textParts } from './text-parts.ts';

describe('the places of a text', () => {
  it.each<[string, string[]]>([
    ['plain', ['plain']],
    ['', []],
    ['{name}', ['<name>']],
    ['a {name} b { firm.size } c', ['a ', '<name>', ' b ', '<firm.size>', ' c']],
    ['{a}{b}', ['<a>', '<b>']],
    ['{} {商机}', ['<>', ' ', '<商机>']],
    ['open { and } close {{name}}', ['open ', '<and>', ' close {', '<name>', '}']],
  ])('%j', (text, expected) => {
    expect(textParts(text).map((part) => (part.kind === 'text' ? part.text : `<${part.name}>`))).toEqual(expected);
  });

  it('are told of both languages, each once, and filled in one', () => {
    const message = { en: '“{name}” of {firm.name}', 'zh-CN': '{firm.name}的“{name}”：{amount}' };
    expect(placesIn(message)).toEqual(['name', 'firm.name', 'amount']);
    expect(fillMessage(message, 'zh-CN', (name) => `[${name}]`)).toBe('[firm.name]的“[name]”：[amount]');
    // What is shown is never read again as a text with places.
    expect(fillMessage({ en: '{a}', 'zh-CN': '{a}' }, 'en', () => '{b} $& $1')).toBe('{b} $& $1');
  });
});
