import type { Field } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { describe, expect, it } from 'vitest';
import { draw, screen } from '../../../../test/dom/draw.tsx';
import { ruleInWords, useText } from '../index.ts';

const label = (en: string, zh: string) => ({ en, 'zh-CN': zh });
const fields: Field[] = [
  { key: 'amount', type: 'money', name: label('Amount', '金额') },
  { key: 'owner', type: 'person', name: label('Owner', '负责人') },
  { key: 'won', type: 'boolean', name: label('Won', '赢单') },
  { key: 'confirmed', type: 'boolean', name: label('Budget confirmed', '预算已确认') },
  { key: 'vital', type: 'boolean', name: label('Vital', '是否重点客户') },
  { key: 'cost', type: 'money', name: label('Cost', '成本') },
  { key: 'department', type: 'department', name: label('Department', '部门') },
  { key: 'due', type: 'date', name: label('Due', '日期') },
  { key: 'region', type: 'choice', name: label('Region', '区域'), options: [{ key: 'north', name: label('North', '华北') }] },
];
const v = (name: string): Rule => ({ var: name });

function Said({ rule }: { rule: Rule }) {
  const { t, language } = useText();
  const names: Record<string, string> = { p1: 'Anna' };
  return <output>{ruleInWords(rule, fields, { language, currency: 'CNY', t, nameOf: (id) => names[id] }).join(' + ')}</output>;
}
const said = async (rule: Rule, language: 'en' | 'zh-CN' = 'en') => {
  await draw(<Said rule={rule} />, language);
  return screen.getByRole('status').textContent;
};

describe('a rule in words', () => {
  const cases: readonly [Rule, string, string][] = [
    [{ '>=': [v('amount'), '1234567.5'] }, 'Amount at least ¥1,234,567.50', '金额 大于等于 ¥1,234,567.50'],
    [{ '==': [v('owner'), 'p1'] }, 'Owner is Anna', '负责人 是 Anna'],
    [{ '==': [v('owner'), v('user.id')] }, 'Owner is me', '负责人 是 我'],
    [{ '==': [v('owner'), 'gone'] }, 'Owner is …', '负责人 是 …'],
    [{ '==': [v('won'), true] }, 'Won', '赢单'],
    [{ '==': [v('won'), false] }, 'not Won', '未赢单'],
    [{ '!=': [v('won'), true] }, 'not Won or empty', '未赢单或为空'],
    [v('won'), 'Won', '赢单'],
    [{ '==': [v('confirmed'), false] }, 'not Budget confirmed', '预算未确认'],
    [{ '==': [v('vital'), true] }, 'Vital', '是重点客户'],
    [{ '==': [v('vital'), false] }, 'not Vital', '不是重点客户'],
    [{ '!=': [v('due'), null] }, 'Due is not empty', '日期 不为空'],
    [{ in: [v('region'), ['north']] }, 'Region is one of North', '区域 属于 华北'],
    [{ and: [{ '==': [v('region'), 'north'] }, { '==': [v('won'), false] }] }, 'Region is North + not Won', '区域 是 华北 + 未赢单'],
    [{ '<=': [v('today'), v('due'), { addDays: [v('today'), 30] }] }, 'Due within the next 30 days', '日期 未来 30 天内'],
    [{ '<=': [v('today'), v('due'), { addDays: [v('today'), 1] }] }, 'Due within the next day', '日期 未来 1 天内'],
    [{ '<=': [{ addDays: [v('today'), -7] }, v('due'), v('today')] }, 'Due within the last 7 days', '日期 过去 7 天内'],
    [{ '<=': [v('due'), { addDays: [v('today'), 30] }] }, 'Due on or before 30 days after today', '日期 不晚于 今天之后 30 天'],
    [{ '>': [v('due'), v('today')] }, 'Due after today', '日期 晚于 今天'],
    [{ '<=': ['1', v('amount'), '2'] }, 'Amount between ¥1 and ¥2', '金额 介于 ¥1 和 ¥2 之间'],
    [{ '<': [v('amount'), v('cost')] }, 'Amount less than Cost', '金额 小于 成本'],
    [{ in: [v('department'), v('user.departments')] }, 'Department is one of my departments', '部门 属于我所在的部门'],
    [
      { and: [{ '==': [v('won'), true] }, { or: [{ '==': [v('due'), null] }, { and: [v('won'), { '==': [v('region'), 'north'] }] }] }] },
      'Won + Due is empty or (Won and Region is North)',
      '赢单 + 日期 为空 或 （赢单 且 区域 是 华北）',
    ],
    [{ '!': [{ or: [v('won'), { '==': [v('due'), null] }] }] }, 'not: Won or Due is empty', '不满足：赢单 或 日期 为空'],
    [{ '>': [{ '*': [v('amount'), 2] }, v('cost')] }, 'Amount × 2 greater than Cost', '金额 × 2 大于 成本'],
    [{ in: [v('user.id'), ['p1']] }, 'me is one of “p1”', '我 属于 “p1”'],
    [false, 'never', '从不'],
  ];
  it.each(cases)('%j', async (rule, english, chinese) => {
    expect(await said(rule)).toBe(english);
    expect(await said(rule, 'zh-CN')).toBe(chinese);
  });

  it('has one phrase for what it cannot name, and shows no key of it', async () => {
    expect(await said({ and: [v('won'), { '==': [v('secret_key'), 'x'] }] })).toBe('Won + custom condition');
    expect(await said({ '!': [{ or: [v('won'), { '>': [{ '*': [v('secret_key'), 2] }, 1] }] }] })).toBe('custom condition');
  });
});
