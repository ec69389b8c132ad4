import type { Fault } from '@pipewright/definition';
import { describe, expect, it, vi } from 'vitest';
import { screen, waitFor } from '../../../../test/dom/draw.tsx';
import { fillIn } from '../../../../test/dom/fill-in.tsx';

describe('the form of a record', () => {
  it('asks for what is required before it is sent, in the words of the language', async () => {
    const { person, onSubmit, onRefuse } = await fillIn();
    await person.click(await screen.findByText('Send'));
    expect(onSubmit).not.toHaveBeenCalled();
    const [faults] = onRefuse.mock.calls[0] as [Fault[]];
    expect(faults.map(({ path, code }) => [path, code])).toEqual([
      ['name', 'required'],
      ['amount', 'required'],
    ]);
    expect(faults.map(({ message }) => message)).toEqual(['“Name” is missing.', '“Amount” is missing.']);
  });

  it('says the same in Chinese', async () => {
    const { person, onRefuse } = await fillIn({}, 'zh-CN');
    await person.click(await screen.findByText('Send'));
    const [faults] = onRefuse.mock.calls[0] as [Fault[]];
    expect(faults.map(({ message }) => message)).toEqual(['请填写“名称”。', '请填写“金额”。']);
    expect(screen.getByLabelText(/^名称/)).toBeTruthy();
    expect(document.body.textContent).not.toMatch(/\bName\b|field\./);
  });

  it('is sent once all is there, and gives numbers exactly as they were typed', async () => {
    const { person, input, values, onSubmit, onRefuse } = await fillIn();
    await person.type(await input(/^Name/), '  Pump works ');
    await person.type(await input(/^Amount/), '12,345,678,901,234.56');
    await person.type(await input(/^Count/), '42');
    await person.type(await input(/^Share/), '12.50');
    await person.click(screen.getByText('Send'));
    expect(onRefuse).not.toHaveBeenCalled();
    expect(onSubmit).toHaveBeenCalledTimes(1);
    expect(values()).toMatchObject({ name: '  Pump works ', amount: '12345678901234.56', count: 42 });
    expect(Number(values().share)).toBe(12.5);
    expect(typeof values().share).toBe('string');
    // A list that needs a value where there is one is not given any.
    expect(values().papers ?? null).toBeNull();
  });

  it('shows large amounts with separators and keeps every digit', async () => {
    const { input, values } = await fillIn({ values: { amount: '9007199254740993.01' } });
    expect((await input(/^Amount/)).value).toBe('9,007,199,254,740,993.01');
    expect(values().amount).toBe('9007199254740993.01');
  });

  it('takes an emptied input for an empty value', async () => {
    const { person, input, values } = await fillIn({ values: { name: 'A', amount: '5', note: 'n' } });
    await person.clear(await input(/^Name/));
    await person.clear(await input(/^Note/));
    await person.clear(await input(/^Amount/));
    await person.tab();
    expect(values()).toMatchObject({ name: null, note: null, amount: null });
  });

  it('takes a date as it is typed', async () => {
    const { person, input, values } = await fillIn();
    const due = await input(/^Due/);
    await person.click(due);
    await person.type(due, '2026-02-28');
    await person.keyboard('{Enter}');
    await waitFor(() => expect(values().due).toBe('2026-02-28'));
    expect(due.value).toBe('2026-02-28');
  });

  it('switches what is yes or no', async () => {
    const { person, input, values } = await fillIn();
    const urgent = await input(/^Urgent/);
    await person.click(urgent);
    expect(values().urgent).toBe(true);
    await person.click(urgent);
    expect(values().urgent).toBe(false);
  });

  it('shows a field only while its condition holds', async () => {
    const stand = { name: 'A', amount: '5', status: 'open', owner: 'p1' };
    await fillIn({ values: stand, before: stand });
    await screen.findByLabelText(/^Name/);
    expect(screen.queryByLabelText(/^Reason/)).toBeNull();
    const lost = { ...stand, status: 'lost' };
    await fillIn({ values: lost, before: lost });
    expect(await screen.findByLabelText(/^Reason/)).toBeTruthy();
  });

  it('shows a hidden field that has a fault, for there is no other way to mend it', async () => {
    const stand = { name: 'A', amount: '5', status: 'open', owner: 'p1' };
    await fillIn({ values: stand, before: stand, faults: [{ path: 'reason', code: 'field.required', message: 'Say why' }] });
    expect(await screen.findByLabelText(/^Reason/)).toBeTruthy();
    expect(screen.getAllByText('Say why')).toHaveLength(1);
  });

  it('locks what may only be read, and what the product fills in', async () => {
    const { person, input, values } = await fillIn({ values: { name: 'A', cost: '7' }, readonlyFields: ['cost'] });
    const cost = await input(/^Cost/);
    expect(cost.disabled).toBe(true);
    expect((await input(/^Number/)).disabled).toBe(true);
    expect((await input(/^Amount/)).disabled).toBe(false);
    await person.type(cost, '9');
    expect(values().cost).toBe('7');
  });

  it('shows what the server refused at the field and in a summary that leads there', async () => {
    const faults = [
      { path: 'name', code: 'field.unique', message: 'This name is taken' },
      { path: '', code: 'record.conflict', message: 'Somebody was faster' },
    ];
    const { person, input } = await fillIn({ values: { name: 'A', amount: '5' }, faults });
    const name = await input(/^Name/);
    expect(name.getAttribute('aria-invalid')).toBe('true');
    expect((await input(/^Amount/)).getAttribute('aria-invalid')).not.toBe('true');
    expect(screen.getAllByText('This name is taken')).toHaveLength(1);
    expect(screen.getByText('Somebody was faster').closest('a')).toBeNull();
    await person.click(screen.getByRole('link', { name: 'Name' }));
    expect(document.activeElement).toBe(name);
  });

  it('names the sections, the help and what is required', async () => {
    await fillIn();
    expect(await screen.findByText('Main')).toBeTruthy();
    expect(screen.getByText('Only for us')).toBeTruthy();
    const star = (text: string) => screen.getByText(text, { selector: 'label' }).textContent?.includes('*');
    expect([star('Name'), star('Amount'), star('Cost'), star('Due')]).toEqual([true, true, false, false]);
  });

  it('finds what a field refers to, and remembers its name', async () => {
    const records = vi.fn(async (entity: string, text: string) =>
      entity === 'firm' && 'Ruby Works'.toLowerCase().includes(text.toLowerCase()) ? [{ id: 'f9', title: 'Ruby Works' }] : [],
    );
    const facts = vi.fn(async () => ({ size: 'big' }));
    const { person, input, values, names } = await fillIn({}, 'en', { records, facts });
    await person.type(await input(/^Firm/), 'ruby');
    await waitFor(() => expect(records).toHaveBeenLastCalledWith('firm', 'ruby'));
    await person.click(await screen.findByText('Ruby Works'));
    expect(values().firm).toBe('f9');
    expect(names()).toEqual({ firm: 'Ruby Works' });
    // Which pipeline a new record lands in depends on the firm's size, so the form asks for it.
    await waitFor(() => expect(facts).toHaveBeenCalledWith('firm', 'f9', ['size']));
  });
});
