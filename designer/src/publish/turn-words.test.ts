import { type App, diff, type PartChange, setFieldRight, setGrant, updateField, updateStage } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import type { Rule } from '@pipewright/logic';
import { describe, expect, it } from 'vitest';
import { en } from '../../../packages/ui/src/text/en.ts';
import { zh } from '../../../packages/ui/src/text/zh.ts';
import { changeInWords, type Words } from './turn-words.ts';

const fill = (texts: Readonly<Record<string, string>>): Words['t'] => {
  return (key, params = {}) => (texts[key] ?? `missing ${key}`).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name]));
};
const ENGLISH: Words = { language: 'en', t: fill(en) };
const CHINESE: Words = { language: 'zh-CN', t: fill(zh) };
const said = (edit: (app: App) => App, words: Words) =>
  diff(exampleApp(), edit(exampleApp())).flatMap((change) => changeInWords(change, words));
const when = (showIf: Rule) => (app: App) => updateField(app, 'deal', 'cost', { showIf });
const figureOf = (expression: Rule) => (app: App) => ({
  ...app,
  reports: app.reports.map((report) => ({ ...report, measures: [{ key: 'sum', fn: 'sum' as const, expression }] })),
});

describe('a change in words', () => {
  it.each<[(app: App) => App, string[], string[]]>([
    [
      (app) => updateStage(app, 'deal', 'plain', 'offer', { probability: 60, standardDays: 5 }),
      ['win probability: 50% → 60%', 'standard days: None → 5'],
      ['赢单概率：50% → 60%', '标准天数：无 → 5'],
    ],
    [
      (app) => updateStage(app, 'deal', 'plain', 'start', { required: ['cost', 'amount'] }),
      ['required: added Cost, Amount; removed Due'],
      ['必填：增加 成本、金额；移除 日期'],
    ],
    [
      (app) => setFieldRight(setGrant(app, 'sales', 'deal', { read: 'below', may: ['void'] }), 'sales', 'deal', 'cost', 'write'),
      ['right to view: Own → Dept. and below', 'hidden fields: removed Cost', 'rights on the status: added Void'],
      ['查看权限：本人 → 本部门及下级', '隐藏字段：移除 成本', '状态权限：增加 作废'],
    ],
    [
      when({ or: [{ '==': [{ var: 'reason' }, 'price'] }, { '>=': [{ var: 'amount' }, 1000] }] }),
      ['shown when: None → Reason is Price or Amount at least ¥1,000'],
      ['显示条件：无 → 原因 是 Price 或 金额 大于等于 ¥1,000'],
    ],
    [
      figureOf({ '*': [{ var: 'amount' }, { '/': [{ var: 'probability' }, 100] }] }),
      ['formula: None → Amount × (Win probability ÷ 100)', 'field: Amount → None'],
      ['公式：无 → 金额 × (赢单概率 ÷ 100)', '字段：金额 → 无'],
    ],
    [
      figureOf({
        if: [
          { '==': [{ var: 'reason' }, 'price'] },
          0,
          { max: [{ '-': [{ var: 'amount' }] }, { daysBetween: [{ var: 'due' }, { var: 'today' }] }] },
        ],
      }),
      ['formula: None → if Reason is Price: 0; otherwise: greatest of (−Amount, days between (Due, today))', 'field: Amount → None'],
      ['公式：无 → 如果原因 是 Price：0；否则：最大值（−金额、相隔天数（日期、今天））', '字段：金额 → 无'],
    ],
    [when({ '==': [{ var: 'firm.size' }, 'big'] }), ['shown when: None → Firm › Size is Big'], ['显示条件：无 → 公司 › 规模 是 Big']],
    [when({ '==': [{ var: 'nothing' }, 'big'] }), ['shown when: condition changed'], ['显示条件：条件已修改']],
    [(app) => updateField(app, 'deal', 'cost', { name: { en: 'Cost', 'zh-CN': '费用' } }), ['name: 成本 → 费用'], ['名称：成本 → 费用']],
    [(app) => updateField(app, 'deal', 'name', { unique: true }), ['uniqueness: No → Yes'], ['唯一性：否 → 是']],
  ])('says %#', (edit, english, chinese) => {
    expect(said(edit, ENGLISH).sort()).toEqual(english.sort());
    expect(said(edit, CHINESE).sort()).toEqual(chinese.sort());
  });

  it('says of a list that its parts stand in another order too', () => {
    const list = (...texts: string[]) => ({ kind: 'list' as const, items: texts.map((text) => ({ kind: 'text' as const, text })) });
    const turned = (to: string[]): PartChange => ({
      ...{ kind: 'changed', part: 'field', names: [], properties: ['byRule'], path: '' },
      values: { byRule: { from: list('A', 'B', 'C'), to: list(...to) } },
    });
    expect(changeInWords(turned(['B', 'A', 'D']), ENGLISH)).toEqual(['value by rule: added D; removed C; order changed']);
    expect(changeInWords(turned(['C', 'A', 'B']), CHINESE)).toEqual(['按规则取值：顺序已调整']);
    expect(changeInWords(turned(['A', 'C']), ENGLISH)).toEqual(['value by rule: removed B']);
  });

  it('says of changes kept by an earlier build which properties they are', () => {
    const old: PartChange = { kind: 'changed', part: 'stage', names: [], properties: ['probability', 'name'], path: '' };
    expect(changeInWords(old, ENGLISH)).toEqual(['win probability', 'name']);
  });
});
