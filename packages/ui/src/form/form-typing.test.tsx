import { describe, expect, it } from 'vitest';
import { act, screen, waitFor, within } from '../../../../test/dom/draw.tsx';
import { fillIn } from '../../../../test/dom/fill-in.tsx';
import { changeLanguage } from '../index.ts';

const below = (input: HTMLElement) =>
  (input.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter(Boolean)
    .map((id) => document.getElementById(id)?.textContent);
const AMOUNT = '“Amount” needs an amount in ¥, such as 1200, 12k or 1.5m.';

describe('a form in which something is not understood', () => {
  it('is not sent, says what can be written once, at the field, and keeps the text', async () => {
    const { person, input, onSubmit } = await fillIn({ values: { name: 'A' } });
    const amount = await input(/^Amount/);
    await person.type(amount, 'a lot');
    await person.click(screen.getByText('Send'));
    expect(onSubmit).not.toHaveBeenCalled();
    expect(
      within(screen.getByRole('alert'))
        .getAllByRole('listitem')
        .map((each) => each.textContent),
    ).toEqual(['Amount']);
    expect([amount.value, below(amount)]).toEqual(['a lot', [AMOUNT]]);
    expect(screen.getAllByText(AMOUNT)).toHaveLength(1);
    await waitFor(() => expect(document.activeElement).toBe(amount));
  });

  it('is not sent by Enter either, and is once it is mended', async () => {
    const { person, input, values, onSubmit, onRefuse } = await fillIn({ values: { name: 'A' } });
    const amount = await input(/^Amount/);
    await person.type(amount, '12,5{Enter}');
    expect([onSubmit.mock.calls.length, onRefuse.mock.calls.length, amount.value]).toEqual([0, 1, '12,5']);
    await person.clear(amount);
    await person.type(amount, '12万{Enter}');
    expect(onSubmit).toHaveBeenCalledTimes(1);
    expect([values().amount, amount.value]).toEqual(['120000', '120,000']);
  });

  it('speaks the language of the moment, and loses nothing when that changes', async () => {
    const { input } = await fillIn({ values: { name: 'A', amount: '5', due: '30', count: '1.5' } });
    await input(/^Due/);
    await act(async () => changeLanguage('zh-CN'));
    const [due, count] = [await input(/^日期/), await input(/^数量/)];
    expect([due.value, below(due)]).toEqual(['30', ['“日期”需要填写日期，例如 2026-12-30、12-30、明天 或 下周一。']]);
    expect([count.value, below(count)]).toEqual(['1.5', ['“数量”只能填写整数。']]);
  });

  it('says so for a new value of an old record only', async () => {
    const before = { name: 'A', amount: '5', due: '2026-03-10', status: 'open', owner: 'p1' };
    const { person, input, onSubmit, values } = await fillIn({ values: before, before });
    const due = await input(/^Due/);
    await person.clear(due);
    await person.type(due, 'soon');
    await person.click(screen.getByText('Send'));
    expect([onSubmit.mock.calls.length, values().due]).toEqual([0, 'soon']);
  });
});

describe('a day in a form', () => {
  it('is counted from the day of the app, and taken by Enter without sending the form', async () => {
    const { person, input, values, onSubmit, onRefuse } = await fillIn({ values: { name: 'A', amount: '5' } });
    const due = await input(/^Due/);
    await person.type(due, 'tomorrow');
    expect(below(due)).toEqual(['= 2026-03-02 Mon']);
    await person.keyboard('{Enter}');
    expect([values().due, due.value]).toEqual(['2026-03-02', '2026-03-02']);
    expect([onSubmit.mock.calls.length, onRefuse.mock.calls.length]).toEqual([0, 0]);
  });

  it('on which an open record was to be closed is warned about when it is past, and may be kept', async () => {
    const { person, input, onSubmit } = await fillIn({ values: { name: 'A', amount: '5' } });
    const due = await input(/^Due/);
    await person.type(due, 'yesterday');
    await person.tab();
    expect(below(due)).toEqual(['This date is past. Is it still expected then?']);
    expect(due.getAttribute('aria-invalid')).not.toBe('true');
    await person.click(screen.getByText('Send'));
    expect(onSubmit).toHaveBeenCalledTimes(1);
  });

  it('is past without a word where the record is closed', async () => {
    const before = { id: 'd1', name: 'A', amount: '5', due: '2026-02-10', status: 'won', owner: 'p1' };
    const { input } = await fillIn({ values: { name: 'A', amount: '5', due: '2026-02-10' }, before });
    expect(below(await input(/^Due/))).toEqual([]);
  });
});
