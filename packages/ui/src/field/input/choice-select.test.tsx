import { describe, expect, it, vi } from 'vitest';
import { act, screen, waitFor } from '../../../../../test/dom/draw.tsx';
import { fieldOfType, found, typeIn } from '../../../../../test/dom/type-in.tsx';
import type { Choice } from '../../index.ts';

const reference = fieldOfType('reference');
const offered = () => [...document.querySelectorAll('.ant-select-item-option')].map((each) => each.textContent);
const words = () => document.querySelector('.ant-select-content, .ant-select-selection-item')?.textContent;

describe('choosing what a field refers to', () => {
  it('asks for the entity of the field, first for all and then for what is typed', async () => {
    const records = vi.fn(found.records);
    const { person, input } = await typeIn(reference, {}, { lookup: { ...found, records } });
    expect(records).not.toHaveBeenCalled();
    await person.click(input);
    await waitFor(() => expect(offered()).toEqual(['Ruby · Oslo']));
    await person.type(input, 'zzz');
    await waitFor(() => expect(screen.getByText('Nothing found')).toBeTruthy());
    expect([records.mock.calls[0], records.mock.lastCall]).toEqual([
      ['firm', ''],
      ['firm', 'zzz'],
    ]);
  });

  it('waits until typing rests, so that a word is one question', async () => {
    const people = vi.fn(found.people);
    const { person, input } = await typeIn(fieldOfType('person'), {}, { lookup: { ...found, people } });
    await person.click(input);
    await waitFor(() => expect(people).toHaveBeenCalledTimes(1));
    await person.type(input, 'anna');
    await waitFor(() => expect(people).toHaveBeenLastCalledWith('anna'));
    expect(people.mock.calls.length).toBeLessThanOrEqual(3);
  });

  it('shows the answer to what was asked last, in whatever order answers come', async () => {
    const waiting: ((choices: readonly Choice[]) => void)[] = [];
    const records = () => new Promise<readonly Choice[]>((answer) => waiting.push(answer));
    const { person, input } = await typeIn(reference, {}, { lookup: { ...found, records } });
    await person.click(input);
    await waitFor(() => expect(waiting).toHaveLength(1));
    await person.type(input, 'new');
    await waitFor(() => expect(waiting.length).toBeGreaterThan(1));
    await act(async () => waiting.at(-1)?.([{ id: 'n', title: 'New' }]));
    await act(async () => waiting[0]?.([{ id: 'o', title: 'Old' }]));
    expect(offered()).toEqual(['New']);
  });

  it('finds nothing where nothing can be asked, and goes on', async () => {
    const records = vi.fn(async (): Promise<readonly Choice[]> => Promise.reject(new Error('offline')));
    const { person, input, heard } = await typeIn(reference, {}, { lookup: { ...found, records } });
    await person.click(input);
    expect(await screen.findByText('Nothing found')).toBeTruthy();
    expect(heard).toEqual([]);
  });

  it('gives the name with the id, and nothing once it is taken away', async () => {
    const { person, input, heard, value } = await typeIn(reference);
    await person.click(input);
    await person.click(await screen.findByText('Ruby · Oslo'));
    expect(heard).toEqual([['r1', 'Ruby']]);
    await person.click(document.querySelector('.ant-select-clear') as HTMLElement);
    expect(value()).toBeNull();
  });

  it('shows who was chosen before by name, and never the id of what is out of sight', async () => {
    await typeIn(reference, { value: '0190-secret', name: 'Ruby' });
    expect(words()).toBe('Ruby');
    await typeIn(reference, { value: '0190-secret' });
    expect(words()).toBe('(not visible)');
    await typeIn(reference, { value: '0190-secret' }, { language: 'zh-CN' });
    expect(words()).toBe('（无权查看）');
    expect(document.body.innerHTML).not.toContain('0190-secret');
  });

  it('offers what was chosen before beside what is found, once', async () => {
    const { person, input } = await typeIn(reference, { value: 'x', name: 'Before' });
    await person.click(input);
    await waitFor(() => expect(offered()).toEqual(['Before', 'Ruby · Oslo']));
    const again = await typeIn(reference, { value: 'r1', name: 'Ruby' });
    await again.person.click(again.input);
    await waitFor(() => expect(offered().filter((each) => each?.startsWith('Ruby'))).toEqual(['Ruby · Oslo']));
  });

  it('fetches all departments at once and searches them here', async () => {
    const departments = vi.fn(found.departments);
    const { person, input, value } = await typeIn(fieldOfType('department'), {}, { lookup: { ...found, departments } });
    await person.click(input);
    await waitFor(() => expect(offered()).toEqual(['East', 'West']));
    await person.type(input, 'WES');
    await waitFor(() => expect(offered()).toEqual(['West']));
    await person.click(screen.getByText('West'));
    expect(value()).toBe('d2');
    expect(departments.mock.calls.length).toBeLessThanOrEqual(2);
  });
});
