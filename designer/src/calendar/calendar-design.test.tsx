import { exampleApp } from '@pipewright/definition/example';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { design, firstDraft } from '../../../test/dom/design.tsx';
import { fireEvent, screen, within } from '../../../test/dom/draw.tsx';
import { CalendarDesign } from './calendar-design.tsx';

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-26T10:00:00'), toFake: ['Date'] }));
afterEach(() => vi.useRealTimers());

async function calendars(language: 'en' | 'zh-CN' = 'en') {
  const drawn = await design((draft) => <CalendarDesign draft={draft} />, { first: firstDraft(exampleApp()), language });
  const main = () => drawn.draft().app.calendars?.[0];
  return { ...drawn, main };
}
const day = (name: string) => document.querySelector<HTMLButtonElement>(`[data-day="${name}"]`) as HTMLButtonElement;
const panel = () => within(screen.getByRole('region', { name: 'The chosen day' }));

describe('the working calendar', () => {
  it('of an app that has none is the standard one, and nothing is changed by looking at it', async () => {
    const { main } = await calendars();
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Friday' }).checked).toBe(true);
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Saturday' }).checked).toBe(false);
    expect(document.querySelectorAll('[data-day]')).toHaveLength(365);
    expect(screen.getByText('248 working days')).toBeTruthy();
    expect(main()).toBeUndefined();
  });

  it('says of each day what it is, in words', async () => {
    await calendars();
    expect(day('2026-10-01').getAttribute('aria-label')).toMatch(/^Thursday,? 1 October 2026, day off, National Day$/);
    expect(day('2026-10-10').getAttribute('aria-label')).toMatch(/^Saturday,? 10 October 2026, working day, National Day$/);
    expect(['2026-10-01', '2026-10-10', '2026-10-12'].map((each) => day(each).dataset.mark)).toEqual(['off', 'on', undefined]);
    expect(day('2026-11-26').getAttribute('aria-current')).toBe('date');
  });

  it('says that the holidays of the next year are not known, and where those of the others come from', async () => {
    const { person } = await calendars('zh-CN');
    expect(screen.getByText('节假日表中还没有 2027 年的安排')).toBeTruthy();
    expect(screen.getByText('2026 年：《国务院办公厅关于2026年部分节假日安排的通知》，国办发明电〔2025〕7号，2025年11月4日')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: '下一年' }));
    expect(screen.getByText('节假日表中没有这一年的安排。')).toBeTruthy();
    await person.click(screen.getByRole('switch'));
    expect(screen.queryByText('节假日表中没有这一年的安排。')).toBeNull();
    expect(screen.queryByText('节假日表中还没有 2027 年的安排')).toBeNull();
  });

  it('has a day turned round and named, and takes that back', async () => {
    const { person, main, undo } = await calendars();
    await person.click(day('2026-11-30'));
    expect(panel().getByText('by the week')).toBeTruthy();
    await person.click(panel().getByText('day off'));
    expect(main()?.days).toEqual([{ day: '2026-11-30', works: false }]);
    expect(panel().getByText('set here; usually: working day')).toBeTruthy();
    await person.type(panel().getByRole('textbox', { name: 'Name of the day' }), 'Founding day');
    const name = { en: 'Founding day', 'zh-CN': 'Founding day' };
    expect(main()?.days).toEqual([{ day: '2026-11-30', works: false, name }]);
    await person.click(panel().getByText('working day', { exact: true }));
    expect(main()?.days).toEqual([{ day: '2026-11-30', works: true, name }]);
    await person.click(panel().getByRole('button', { name: 'As usual' }));
    expect(main()?.days).toEqual([]);
    await undo();
    expect(main()?.days).toEqual([{ day: '2026-11-30', works: true, name }]);
  });

  it('is gone through and changed by keyboard, over the end of a year too', async () => {
    const { main } = await calendars();
    const key = (name: string) => fireEvent.keyDown(document.activeElement as Element, { key: name });
    day('2026-11-26').focus();
    key('ArrowDown');
    expect(document.activeElement).toBe(day('2026-12-03'));
    key(' ');
    expect(main()?.days).toEqual([{ day: '2026-12-03', works: false }]);
    key(' ');
    expect(main()?.days).toEqual([]);
    key('PageDown');
    expect(document.activeElement?.getAttribute('data-day')).toBe('2027-01-03');
    key('ArrowLeft');
    key('ArrowLeft');
    key('ArrowLeft');
    expect(document.activeElement?.getAttribute('data-day')).toBe('2026-12-31');
  });

  it('takes hours as people write them, and keeps what is none for them to put right', async () => {
    const { person, main } = await calendars();
    const [to] = screen.getAllByRole<HTMLInputElement>('textbox', { name: 'To' });
    await person.clear(to as HTMLElement);
    await person.type(to as HTMLElement, '12{Enter}');
    await person.click(screen.getByRole('button', { name: /Add hours/ }));
    expect(main()?.hours).toEqual([
      { from: '09:00', to: '12:00' },
      { from: '12:30', to: '13:00' },
    ]);
    const end = screen.getAllByRole<HTMLInputElement>('textbox', { name: 'To' })[1] as HTMLInputElement;
    await person.clear(end);
    await person.type(end, 'late{Enter}');
    expect([end.value, end.getAttribute('aria-invalid'), main()?.hours[1]?.to]).toEqual(['late', 'true', '13:00']);
    await person.clear(end);
    await person.type(end, '17点半{Enter}');
    expect([end.value, main()?.hours[1]?.to]).toEqual(['17:30', '17:30']);
    await person.click(screen.getByRole('button', { name: 'Remove 09:00–12:00' }));
    expect(main()?.hours).toEqual([{ from: '12:30', to: '17:30' }]);
  });

  it('can be one of several, of which the first is the main one', async () => {
    const { person, draft } = await calendars();
    await person.click(screen.getByRole('button', { name: /Add calendar/ }));
    const dialog = within(await screen.findByRole('dialog'));
    await person.type(dialog.getByRole('textbox', { name: 'Name' }), 'Plant');
    await person.click(dialog.getByRole('button', { name: /Add/ }));
    expect(draft().app.calendars?.map(({ key }) => key)).toEqual(['standard', 'plant']);
    await person.click(await screen.findByRole('checkbox', { name: 'Saturday' }));
    expect(draft().app.calendars?.map(({ weekdays }) => weekdays.length)).toEqual([5, 6]);
    await person.click(screen.getByRole('button', { name: 'Make it the main calendar' }));
    expect(draft().app.calendars?.map(({ key }) => key)).toEqual(['plant', 'standard']);
    await person.click(screen.getByRole('button', { name: 'Remove calendar' }));
    expect(draft().app.calendars?.map(({ key }) => key)).toEqual(['standard']);
    expect(screen.queryByRole('button', { name: 'Remove calendar' })).toBeNull();
  });
});
