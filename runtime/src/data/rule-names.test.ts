import type { Field } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { describe, expect, it } from 'vitest';
import { withOpened } from './recent.ts';
import { idsIn } from './rule-names.ts';

const name = { en: 'x', 'zh-CN': 'x' };
const fields = [
  { key: 'firm', type: 'reference', name, target: 'firm' },
  { key: 'payer', type: 'reference', name, target: 'firm' },
  { key: 'owner', type: 'person', name },
  { key: 'name', type: 'text', name },
] as const satisfies readonly Field[];
const v = (key: string) => ({ var: key });

describe('what a rule names', () => {
  it('is what it compares with fields that name something, once each, at any depth and on either side', () => {
    const rule: Rule = {
      and: [
        { '==': [v('firm'), 'f1'] },
        { or: [{ in: [v('payer'), ['f1', 'f2']] }, { '!': { '!=': ['p1', v('owner')] } }] },
        { '==': [v('name'), 'p9'] },
        { '==': [v('owner'), v('user.id')] },
        { '!=': [v('firm'), null] },
      ],
    };
    expect(idsIn(rule, fields)).toEqual([
      { kind: 'record', target: 'firm', ids: ['f1', 'f2'] },
      { kind: 'person', target: '', ids: ['p1'] },
    ]);
    expect([idsIn(undefined, fields), idsIn(true, fields), idsIn({ '==': [v('owner'), v('user.id')] }, fields)]).toEqual([[], [], []]);
  });
});

describe('what was opened', () => {
  it('stands first, once, and not for ever', () => {
    const many = Array.from({ length: 12 }, (_, i) => ({ entity: 'deal', id: `d${i}` }));
    const list = many.reduce(withOpened, [] as ReturnType<typeof withOpened>);
    expect(list.map(({ id }) => id)).toEqual(['d11', 'd10', 'd9', 'd8', 'd7', 'd6', 'd5', 'd4']);
    expect(withOpened(list, { entity: 'deal', id: 'd5' }).map(({ id }) => id)).toEqual(['d5', 'd11', 'd10', 'd9', 'd8', 'd7', 'd6', 'd4']);
  });
});
