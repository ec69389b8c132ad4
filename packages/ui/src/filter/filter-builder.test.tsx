import type { Field } from '@pipewright/definition';
import { check, type Rule } from '@pipewright/logic';
import { describe, expect, it, vi } from 'vitest';
import { choose, draw, screen, wordsInChinese } from '../../../../test/dom/draw.tsx';
import { FilterBuilder } from '../index.ts';

const label = (en: string, zh: string) => ({ en, 'zh-CN': zh });
const options = [
  { key: 'north', name: label('North', '华北') },
  { key: 'south', name: label('South', '华南') },
];
const fields: Field[] = [
  { key: 'name', type: 'text', name: label('Name', '名称') },
  { key: 'amount', type: 'money', name: label('Amount', '金额') },
  { key: 'region', type: 'choice', name: label('Region', '区域'), options },
  { key: 'due', type: 'date', name: label('Due', '日期') },
  { key: 'urgent', type: 'boolean', name: label('Urgent', '紧急') },
];
const v = (name: string): Rule => ({ var: name });
const SCOPE = { name: 'text', amount: 'number', region: 'text', due: 'date', urgent: 'boolean', today: 'date' } as const;

async function build(rule?: Rule) {
  const onChange = vi.fn<(rule: Rule | undefined) => void>();
  const drawn = await draw(<FilterBuilder fields={fields} rule={rule} currency="CNY" onChange={onChange} />);
  await screen.findByRole('button', { name: /Add condition|Start anew/ });
  return { ...drawn, onChange, last: () => onChange.mock.lastCall?.[0] };
}
const all = (name: string) => screen.queryAllByRole('combobox', { name });
const shownIn = (list: HTMLElement | undefined) => list?.closest('.ant-select')?.textContent;

describe('a filter made by clicking', () => {
  it('begins without a line, and adds one for the first field', async () => {
    const { person, last } = await build();
    expect(all('Field')).toHaveLength(0);
    await person.click(screen.getByRole('button', { name: /Add condition/ }));
    expect([shownIn(all('Field')[0]), shownIn(all('Comparison')[0])]).toEqual(['Name', 'contains']);
    // A line without a value filters nothing yet.
    expect(last()).toBeUndefined();
    await person.type(screen.getByRole('textbox', { name: 'Value' }), '50%');
    expect(last()).toEqual({ and: [{ in: ['50%', v('name')] }] });
  });

  it('shows a rule as its lines and changes nothing by showing it', async () => {
    const { onChange } = await build({
      or: [{ '>=': [v('amount'), '1000.5'] }, { '==': [v('region'), 'south'] }, { '==': [v('due'), null] }],
    });
    expect(all('Field').map(shownIn)).toEqual(['Amount', 'Region', 'Due']);
    expect(all('Comparison').map(shownIn)).toEqual(['at least', 'is', 'is empty']);
    expect(screen.getByRole('spinbutton', { name: 'Value' })).toHaveProperty('value', '1,000.5');
    expect(shownIn(all('Value')[0])).toBe('South');
    expect(screen.getByText('Any holds').closest('.ant-segmented-item-selected')).toBeTruthy();
    expect(onChange).not.toHaveBeenCalled();
  });

  it('offers the comparisons that fit a field, in the language of the screen', async () => {
    const { person } = await build({ and: [{ '==': [v('region'), 'south'] }] });
    await person.click(all('Comparison')[0] as HTMLElement);
    const offered = [...document.querySelectorAll('.ant-select-item-option')].map((each) => each.textContent);
    expect(offered).toEqual(['is', 'is not', 'is one of', 'is empty', 'is not empty']);
  });

  it('forgets the value where another field is chosen', async () => {
    const { person, last } = await build({ and: [{ in: ['x', v('name')] }] });
    await choose(person, all('Field')[0] as HTMLElement, 'Amount');
    expect(last()).toBeUndefined();
    await person.type(screen.getByRole('spinbutton', { name: 'Value' }), '12');
    expect(last()).toEqual({ and: [{ '>=': [v('amount'), '12'] }] });
  });

  it('keeps the value where only the comparison changes, and drops it where it cannot be kept', async () => {
    const { person, last } = await build({ and: [{ '>=': [v('amount'), '12'] }] });
    await choose(person, all('Comparison')[0] as HTMLElement, 'less than');
    expect(last()).toEqual({ and: [{ '<': [v('amount'), '12'] }] });
    await choose(person, all('Comparison')[0] as HTMLElement, 'is not empty');
    expect(last()).toEqual({ and: [{ '!=': [v('amount'), null] }] });
    expect(screen.queryByLabelText('Value')).toBeNull();
  });

  it('asks a choice for one or several of its options', async () => {
    const { person, last } = await build({ and: [{ '==': [v('region'), 'south'] }] });
    await choose(person, all('Comparison')[0] as HTMLElement, 'is one of');
    expect(last()).toBeUndefined();
    await choose(person, all('Value')[0] as HTMLElement, 'North');
    expect(last()).toEqual({ and: [{ in: [v('region'), ['north']] }] });
  });

  it('lets one of several lines be enough, and takes lines away', async () => {
    const { person, last } = await build({ and: [{ '==': [v('region'), 'south'] }, { '==': [v('due'), null] }] });
    await person.click(screen.getByText('Any holds'));
    expect(last()).toEqual({ or: [{ '==': [v('region'), 'south'] }, { '==': [v('due'), null] }] });
    await person.click(screen.getAllByRole('button', { name: 'Remove condition' })[0] as HTMLElement);
    expect(last()).toEqual({ or: [{ '==': [v('due'), null] }] });
    await person.click(screen.getByRole('button', { name: 'Remove condition' }));
    expect(last()).toBeUndefined();
    expect(all('Field')).toHaveLength(0);
  });

  it('makes rules of which each is understood', async () => {
    const { person, onChange } = await build({ and: [{ '>=': [v('amount'), '12'] }] });
    for (const comparison of ['at most', 'greater than', 'is', 'is not', 'is empty', 'at least'])
      await choose(person, all('Comparison')[0] as HTMLElement, comparison);
    const rules = onChange.mock.calls.flatMap(([rule]) => (rule === undefined ? [] : [rule]));
    expect(rules.length).toBeGreaterThanOrEqual(5);
    for (const rule of rules) expect(check(rule, SCOPE)).toHaveProperty('value');
  });

  it('says in words what it cannot show, and starts anew only when asked', async () => {
    const { person, onChange } = await build({ '!': [{ '==': [v('name'), 'x'] }] });
    expect(screen.getByText('This condition was not made by clicking and cannot be shown as lines.')).toBeTruthy();
    expect(onChange).not.toHaveBeenCalled();
    await person.click(screen.getByRole('button', { name: 'Start anew' }));
    expect(await screen.findByRole('button', { name: /Add condition/ })).toBeTruthy();
  });

  it('speaks Chinese', async () => {
    const rule = { and: [{ '==': [v('region'), 'south'] }, { '==': [v('due'), null] }] };
    await wordsInChinese(<FilterBuilder fields={fields} rule={rule} currency="CNY" onChange={() => undefined} />);
    const words = (await screen.findByText('华南')).ownerDocument.body.textContent ?? '';
    expect(words).toContain('区域');
    expect(words.replace(/\{.*?\}/g, '')).not.toMatch(/Region|is empty|operator\.|filter\./);
  });
});
