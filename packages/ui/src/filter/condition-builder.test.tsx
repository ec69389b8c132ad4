import type { Field } from '@pipewright/definition';
import { check, type Rule } from '@pipewright/logic';
import { describe, expect, it, vi } from 'vitest';
import { choose, draw, screen, waitFor, within, wordsInChinese } from '../../../../test/dom/draw.tsx';
import { ConditionBuilder } from '../index.ts';

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
  { key: 'cost', type: 'money', name: label('Cost', '成本') },
  { key: 'owner', type: 'person', name: label('Owner', '负责人') },
  { key: 'firm.size', type: 'choice', name: label('Firm › Size', '公司 › 规模'), options },
];
const v = (name: string): Rule => ({ var: name });
const SCOPE = {
  ...({ name: 'text', amount: 'number', cost: 'number', region: 'text', due: 'date', urgent: 'boolean' } as const),
  ...({ owner: 'text', 'firm.size': 'text', today: 'date', 'user.id': 'text' } as const),
} as const;

async function build(rule?: Rule) {
  const onChange = vi.fn<(rule: Rule | undefined) => void>();
  const drawn = await draw(<ConditionBuilder fields={fields} rule={rule} currency="CNY" onChange={onChange} />);
  await screen.findByRole('button', { name: /Add condition|Replace it/ });
  return { ...drawn, onChange, last: () => onChange.mock.lastCall?.[0] };
}
const all = (name: string) => screen.queryAllByRole('combobox', { name });
const shownIn = (list: HTMLElement | undefined) => list?.closest('.ant-select')?.textContent;

describe('a filter made by clicking', () => {
  it('begins without a line, and adds one for the first field', async () => {
    const { person, last } = await build();
    expect(all('Field')).toHaveLength(0);
    await person.click(screen.getByRole('button', { name: /Add condition/ }));
    await waitFor(() => expect([shownIn(all('Field')[0]), shownIn(all('Comparison')[0])]).toEqual(['Name', 'contains']));
    // A line without a value filters nothing yet.
    expect(last()).toBeUndefined();
    await person.type(screen.getByRole('textbox', { name: 'Value' }), '50%');
    expect(last()).toEqual({ in: ['50%', v('name')] });
  });

  it('shows a rule as its lines and changes nothing by showing it', async () => {
    const { onChange } = await build({
      or: [{ '>=': [v('amount'), '1000.5'] }, { '==': [v('region'), 'south'] }, { '==': [v('due'), null] }],
    });
    expect(all('Field').map(shownIn)).toEqual(['Amount', 'Region', 'Due']);
    expect(all('Comparison').map(shownIn)).toEqual(['at least', 'is', 'is empty']);
    expect(screen.getByRole('textbox', { name: 'Value' })).toHaveProperty('value', '1,000.5');
    expect(shownIn(all('Value')[0])).toBe('South');
    expect(screen.getByRole('radio', { name: 'Any of' })).toHaveProperty('checked', true);
    expect(screen.getByRole('group', { name: 'Any of these holds' })).toBeTruthy();
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
    await person.type(screen.getByRole('textbox', { name: 'Value' }), '12');
    expect(last()).toEqual({ '>=': [v('amount'), '12'] });
  });

  it('keeps the value where only the comparison changes, and drops it where it cannot be kept', async () => {
    const { person, last } = await build({ and: [{ '>=': [v('amount'), '12'] }] });
    await choose(person, all('Comparison')[0] as HTMLElement, 'less than');
    expect(last()).toEqual({ '<': [v('amount'), '12'] });
    await choose(person, all('Comparison')[0] as HTMLElement, 'is not empty');
    expect(last()).toEqual({ '!=': [v('amount'), null] });
    expect(screen.queryByLabelText('Value')).toBeNull();
  });

  it('asks a choice for one or several of its options', async () => {
    const { person, last } = await build({ and: [{ '==': [v('region'), 'south'] }] });
    await choose(person, all('Comparison')[0] as HTMLElement, 'is one of');
    expect(last()).toBeUndefined();
    await choose(person, all('Value')[0] as HTMLElement, 'North');
    expect(last()).toEqual({ in: [v('region'), ['north']] });
  });

  it('lets one of several lines be enough, and takes lines away', async () => {
    const { person, last } = await build({ and: [{ '==': [v('region'), 'south'] }, { '==': [v('due'), null] }] });
    await person.click(screen.getByRole('radio', { name: 'Any of' }));
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

  it('says in words what it cannot show, and replaces it only when asked and answered', async () => {
    const { person, onChange, last } = await build({ '>': [{ '*': [v('amount'), 2] }, v('cost')] });
    expect(screen.getByText(/written by a program/)).toBeTruthy();
    expect(screen.getByText('Amount × 2 greater than Cost')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'Replace it' }));
    await person.click(await screen.findByRole('button', { name: 'OK' }));
    expect(onChange).not.toHaveBeenCalled();
    await person.click(await screen.findByRole('button', { name: /Add condition/ }));
    expect(onChange).not.toHaveBeenCalled();
    await person.type(screen.getByRole('textbox', { name: 'Value' }), 'x');
    expect(last()).toEqual({ in: ['x', v('name')] });
  });

  it('puts lines into groups of which any or none must hold', async () => {
    const { person, last } = await build({ '==': [v('region'), 'south'] });
    await person.click(screen.getByRole('button', { name: /Add group/ }));
    const group = screen.getAllByRole('group', { name: 'All of these hold' }).at(-1) as HTMLElement;
    await person.type(within(group).getByRole('textbox', { name: 'Value' }), 'a');
    await person.click(within(group).getByRole('button', { name: /Add condition/ }));
    await person.type(within(group).getAllByRole('textbox', { name: 'Value' }).at(-1) as HTMLElement, 'b');
    await person.click(within(group).getByRole('radio', { name: 'None of' }));
    expect(last()).toEqual({
      and: [{ '==': [v('region'), 'south'] }, { '!': [{ or: [{ in: ['a', v('name')] }, { in: ['b', v('name')] }] }] }],
    });
    await person.click(screen.getByRole('button', { name: 'Remove group' }));
    expect(last()).toEqual({ '==': [v('region'), 'south'] });
  });

  const compare = async (person: Awaited<ReturnType<typeof build>>['person'], what: string) => {
    await person.click(screen.getByRole('button', { name: /Compare with/ }));
    await person.click(await screen.findByRole('menuitem', { name: what }));
  };

  it('compares with another field of the same kind, and with no other', async () => {
    const { person, last } = await build({ '>=': [v('amount'), '12'] });
    await compare(person, 'Another field');
    expect(last()).toBeUndefined();
    await person.click(screen.getByRole('combobox', { name: 'Other field' }));
    expect([...document.querySelectorAll('.ant-select-item-option')].map((each) => each.textContent)).toEqual(['Cost']);
    await choose(person, screen.getByRole('combobox', { name: 'Other field' }), 'Cost');
    expect(last()).toEqual({ '>=': [v('amount'), v('cost')] });
  });

  it('compares with whoever asks, and with days counted from today', async () => {
    const { person, last } = await build({ '==': [v('owner'), 'p1'] });
    await compare(person, 'Me');
    expect(last()).toEqual({ '==': [v('owner'), v('user.id')] });
    await choose(person, all('Field')[0] as HTMLElement, 'Due');
    await compare(person, 'A day counted from today');
    expect(last()).toEqual({ '==': [v('due'), v('today')] });
    await choose(person, screen.getByRole('combobox', { name: 'Before or after today' }), 'days ago');
    await person.clear(screen.getByRole('textbox', { name: 'Number of days' }));
    await person.type(screen.getByRole('textbox', { name: 'Number of days' }), '14');
    expect(last()).toEqual({ '==': [v('due'), { addDays: [v('today'), -14] }] });
  });

  it('asks for the days of a stretch, and for both ends of another', async () => {
    const { person, last } = await build({ '==': [v('due'), '2026-01-01'] });
    await choose(person, all('Comparison')[0] as HTMLElement, 'in the last');
    await person.type(screen.getByRole('textbox', { name: 'Number of days' }), '7');
    expect(last()).toEqual({ '<=': [{ addDays: [v('today'), -7] }, v('due'), v('today')] });
    await choose(person, all('Field')[0] as HTMLElement, 'Amount');
    await choose(person, all('Comparison')[0] as HTMLElement, 'between');
    await person.type(screen.getByRole('textbox', { name: 'From' }), '1');
    expect(last()).toBeUndefined();
    await person.type(screen.getByRole('textbox', { name: 'To' }), '9');
    expect(last()).toEqual({ '<=': ['1', v('amount'), '9'] });
  });

  it('asks nothing while a value is not understood, which stays in its line', async () => {
    const { person, last } = await build({ and: [{ '>=': [v('amount'), '5'] }, { '==': [v('urgent'), true] }] });
    const value = screen.getByRole('textbox', { name: 'Value' });
    await person.clear(value);
    await person.type(value, '1亿多');
    await person.tab();
    expect(value).toHaveProperty('value', '1亿多');
    expect(value.getAttribute('aria-invalid')).toBe('true');
    expect(last()).toEqual({ '==': [v('urgent'), true] });
    await person.type(value, '{Backspace}');
    await person.tab();
    expect(value).toHaveProperty('value', '100,000,000');
    expect(last()).toEqual({ and: [{ '>=': [v('amount'), '100000000'] }, { '==': [v('urgent'), true] }] });
  });

  it('asks what stands one step away', async () => {
    const { person, last } = await build({ '==': [v('region'), 'south'] });
    await choose(person, all('Field')[0] as HTMLElement, 'Firm › Size');
    await choose(person, all('Value')[0] as HTMLElement, 'North');
    expect(last()).toEqual({ '==': [v('firm.size'), 'north'] });
  });

  it('shows a rule anew that comes from elsewhere, and keeps what is open in its own', async () => {
    const { person, again, onChange } = await build({ '==': [v('region'), 'south'] });
    const given = (rule: Rule) => again(<ConditionBuilder fields={fields} rule={rule} currency="CNY" onChange={onChange} />);
    await person.click(screen.getByRole('button', { name: /Add condition/ }));
    given({ '==': [v('region'), 'south'] });
    expect(all('Field').map(shownIn)).toEqual(['Region', 'Name']);
    given({ '==': [v('region'), 'north'] });
    expect(all('Field').map(shownIn)).toEqual(['Region']);
    expect(shownIn(all('Value')[0])).toBe('North');
  });

  it('goes on at its group where a line is taken away', async () => {
    const { person } = await build({ and: [{ '==': [v('region'), 'south'] }, { '==': [v('due'), null] }] });
    await person.click(screen.getAllByRole('button', { name: 'Remove condition' })[0] as HTMLElement);
    expect(document.activeElement?.textContent).toContain('Add condition');
  });

  it('speaks Chinese', async () => {
    const rule = { and: [{ '==': [v('region'), 'south'] }, { '==': [v('due'), null] }] };
    await wordsInChinese(<ConditionBuilder fields={fields} rule={rule} currency="CNY" onChange={() => undefined} />);
    const words = (await screen.findByText('华南')).ownerDocument.body.textContent ?? '';
    expect(words).toContain('区域');
    expect(words.replace(/\{.*?\}/g, '')).not.toMatch(/Region|is empty|operator\.|filter\./);
  });
});
