import type { RecordJson, StatusRule } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { choose, draw, screen, within } from '../../test/dom/draw.tsx';
import { isComplete, type ReasonAndDay, ReasonAndDayInputs } from './act/reason-and-day.tsx';
import { FilterDrawer } from './list/filter-drawer.tsx';
import { type Conflict, ConflictDialog } from './record/conflict.tsx';

const label = (en: string, zh: string) => ({ en, 'zh-CN': zh });
const app = exampleApp();
const [deal] = app.entities;
if (!deal) throw new Error('The example has deals');

describe('two who save the same record', () => {
  const current: RecordJson = { id: 'r', version: 8, name: 'Theirs', amount: '5', due: '2026-01-01' };
  const conflict: Conflict = { mine: { name: 'Mine', due: '2026-02-02' }, current, changed: ['name', 'amount'] };
  const dialog = async (given: Conflict = conflict, language: 'en' | 'zh-CN' = 'en') => {
    const asked = { onCancel: vi.fn(), onMerge: vi.fn() };
    const drawn = await draw(<ConflictDialog entity={deal} app={app} conflict={given} label="Deal" {...asked} />, language);
    return { ...drawn, ...asked };
  };

  it('choose only between what both have changed, with both values side by side', async () => {
    await dialog();
    const rows = screen.getAllByRole('row').slice(1);
    expect(
      rows.map((row) =>
        within(row)
          .getAllByRole('cell')
          .slice(0, 3)
          .map((cell) => cell.textContent),
      ),
    ).toEqual([['Name', 'Mine', 'Theirs']]);
  });

  it('keep their own where nothing is chosen, on the version of now', async () => {
    const { person, onMerge } = await dialog();
    await person.click(screen.getAllByRole('button').at(-1) as HTMLElement);
    expect(onMerge.mock.calls).toEqual([[{ name: 'Mine', due: '2026-02-02' }, 8]]);
  });

  it('give way field by field, and can change their mind', async () => {
    const { person, onMerge } = await dialog();
    const [mine, theirs] = screen.getAllByRole('radio');
    await person.click(theirs as HTMLElement);
    await person.click(screen.getAllByRole('button').at(-1) as HTMLElement);
    expect(onMerge.mock.lastCall).toEqual([{ due: '2026-02-02' }, 8]);
    await person.click(mine as HTMLElement);
    await person.click(screen.getAllByRole('button').at(-1) as HTMLElement);
    expect(onMerge.mock.lastCall).toEqual([{ name: 'Mine', due: '2026-02-02' }, 8]);
  });

  it('read it in Chinese', async () => {
    await dialog(conflict, 'zh-CN');
    expect(screen.getAllByRole('cell')[0]?.textContent).toBe('名称');
    expect(document.body.textContent).not.toMatch(/conflict\./);
  });
});

describe('why and until when', () => {
  const reasons = [
    { key: 'budget', name: label('No budget', '没有预算') },
    { key: 'time', name: label('No time', '没有时间') },
  ];
  const rule: StatusRule = { reasons, until: true };
  const ask = async (of: StatusRule, first: ReasonAndDay = {}) => {
    let last = first;
    function Asked() {
      const [value, setValue] = useState(first);
      last = value;
      return <ReasonAndDayInputs rule={of} value={value} today="2026-03-11" onChange={setValue} />;
    }
    return { ...(await draw(<Asked />)), value: () => last };
  };

  // The library measures texts in a box of its own, which nobody sees.
  const boxes = () => screen.queryAllByRole('textbox').filter((each) => !each.hasAttribute('aria-hidden'));

  it('are asked as far as the admin wants to know', async () => {
    await ask({ reasons: [] });
    expect(screen.queryByRole('combobox')).toBeNull();
    expect(boxes()).toEqual([]);
    await ask({ reasons });
    expect(screen.getAllByRole('combobox')).toHaveLength(1);
    expect(boxes()).toEqual([]);
  });

  it('are chosen from the reasons, and the day by one press', async () => {
    const { person, value } = await ask(rule);
    expect(isComplete(rule, value())).toBe(false);
    await choose(person, screen.getByRole('combobox'), 'No time');
    expect([value(), isComplete(rule, value())]).toEqual([{ reason: 'time' }, false]);
    const [soon] = screen.getAllByRole('button').filter((each) => each.className.includes('ant-btn') && each.textContent !== '');
    await person.click(soon as HTMLElement);
    expect(value().reason).toBe('time');
    expect((value().until ?? '') > '2026-03-11').toBe(true);
    expect(isComplete(rule, value())).toBe(true);
  });

  it('take a day as it is typed, keep what is none, and warn of one that does not lie ahead', async () => {
    const { person, value } = await ask({ reasons: [], until: true });
    const until = screen.getByLabelText<HTMLInputElement>(/^Until/);
    await person.type(until, 'some day{Tab}');
    expect([until.value, isComplete({ reasons: [], until: true }, value())]).toEqual(['some day', false]);
    await person.clear(until);
    await person.type(until, '2026/3/11{Tab}');
    expect(screen.getByText('The day until when must lie ahead.')).toBeTruthy();
    await person.clear(until);
    await person.type(until, '20260401{Enter}');
    expect([value().until, isComplete({ reasons: [], until: true }, value())]).toEqual(['2026-04-01', true]);
    expect(screen.queryByText('The day until when must lie ahead.')).toBeNull();
  });

  it('are complete where nothing is asked', () => {
    expect(isComplete({ reasons: [] }, {})).toBe(true);
    expect(isComplete({ reasons, until: false }, { reason: 'time' })).toBe(true);
    expect(isComplete({ reasons: [], until: true }, { reason: 'time' })).toBe(false);
  });
});

describe('the filter of a list', () => {
  const open = async () => {
    const asked = { onClose: vi.fn(), onApply: vi.fn() };
    const rule = { '>=': [{ var: 'amount' }, '5'] };
    const drawn = await draw(<FilterDrawer open fields={deal.fields} rule={rule} currency="CNY" {...asked} />);
    await screen.findByRole('textbox', { name: 'Value' });
    return { ...drawn, ...asked };
  };

  it('takes effect when it is applied, not while it is built', async () => {
    const { person, onApply, onClose } = await open();
    const value = screen.getByRole('textbox', { name: 'Value' });
    await person.clear(value);
    await person.type(value, '70');
    expect(onApply).not.toHaveBeenCalled();
    await person.click(screen.getByRole('button', { name: 'Apply' }));
    expect(onApply.mock.calls).toEqual([[{ '>=': [{ var: 'amount' }, '70'] }]]);
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it('is not applied with what is not understood, which stays and is said', async () => {
    const { person, onApply, onClose } = await open();
    const value = screen.getByRole('textbox', { name: 'Value' });
    await person.clear(value);
    await person.type(value, 'a lot');
    await person.click(screen.getByRole('button', { name: 'Apply' }));
    expect([onApply.mock.calls, onClose.mock.calls]).toEqual([[], []]);
    expect([value, document.activeElement]).toEqual([expect.objectContaining({ value: 'a lot' }), value]);
    expect(screen.getByText(/“Amount” needs an amount/)).toBeTruthy();
    await person.clear(value);
    await person.type(value, '12万');
    await person.click(screen.getByRole('button', { name: 'Apply' }));
    expect(onApply.mock.calls).toEqual([[{ '>=': [{ var: 'amount' }, '120000'] }]]);
  });

  it('is cleared at once', async () => {
    const { person, onApply, onClose } = await open();
    await person.click(screen.getByRole('button', { name: 'Clear' }));
    expect(onApply.mock.calls).toEqual([[undefined]]);
    expect(onClose).toHaveBeenCalledTimes(1);
  });
});
