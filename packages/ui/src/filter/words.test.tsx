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
    [{ '>=': [v('amount'), '1234567.5'] }, 'Amount at least ¥1,234,567.50', '金额 不小于 ¥1,234,567.50'],
    [{ '==': [v('owner'), 'p1'] }, 'Owner is Anna', '负责人 是 Anna'],
    [{ '==': [v('owner'), v('user.id')] }, 'Owner is me', '负责人 是 我'],
    [{ '==': [v('owner'), 'gone'] }, 'Owner is …', '负责人 是 …'],
    [{ '==': [v('won'), true] }, 'Won is Yes', '赢单 是 是'],
    [{ '!=': [v('due'), null] }, 'Due is not empty', '日期 不为空'],
    [{ in: [v('region'), ['north']] }, 'Region is one of North', '区域 属于 华北'],
    [{ and: [{ '==': [v('region'), 'north'] }, { '==': [v('won'), false] }] }, 'Region is North + Won is No', '区域 是 华北 + 赢单 是 否'],
    [{ '<=': [v('today'), v('due'), { addDays: [v('today'), 30] }] }, 'Due within the next days 30', '日期 在未来几天内 30'],
  ];
  it.each(cases)('%j', async (rule, english, chinese) => {
    expect(await said(rule)).toBe(english);
    expect(await said(rule, 'zh-CN')).toBe(chinese);
  });

  it('has one phrase for a rule that is richer than lines', async () => {
    expect(await said({ '!': [{ '==': [v('won'), true] }] })).toBe('own condition');
  });
});
