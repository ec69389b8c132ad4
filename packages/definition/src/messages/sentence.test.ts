import { check, checkExpression, type Issue, type Rule } from '@pipewright/logic';
import { describe, expect, it } from 'vitest';
import { sentence } from './sentence.ts';

const issueOf = (found: object): Issue => (found as { issues: Issue[] }).issues[0] as Issue;
const scope = { n: 'number', tags: 'list', name: 'text' } as const;

describe('the sentence of an issue', () => {
  it.each<[Rule, string, string]>([
    [
      { '+': [{ var: 'name' }, 1] },
      'The condition or formula needs a value of kind number, not text.',
      '条件或公式需要数字类型的值，而不是文字。',
    ],
    [{ min: [{ var: 'tags' }] }, 'Values of kind multiple choice have no order.', '多选类型的值没有大小之分。'],
    [{ '+': [{ var: 'n' }, 'text'] }, '“text” is not a value of kind number.', '“text”不是数字类型的值。'],
  ])('calls kinds of values by names of its language: %j', (rule, english, chinese) => {
    const found = issueOf(checkExpression(rule, scope));
    expect([sentence(found, 'en'), sentence(found, 'zh-CN')]).toEqual([english, chinese]);
  });

  it('has a name of every kind', () => {
    for (const kind of ['text', 'number', 'boolean', 'date', 'datetime', 'list'] as const) {
      const found = issueOf(check({ '<': [{ var: 'x' }, { var: 'tags' }] }, { x: kind, tags: 'list' }));
      expect(sentence({ ...found, code: 'rule.not_ordered', params: { found: kind } }, 'zh-CN')).not.toMatch(/[a-z]/);
    }
  });
});
