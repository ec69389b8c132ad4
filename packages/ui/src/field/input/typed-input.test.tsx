import type { FieldType } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { act, fireEvent, screen, waitFor } from '../../../../../test/dom/draw.tsx';
import { fieldOfType, typeIn } from '../../../../../test/dom/type-in.tsx';
import { changeLanguage } from '../../index.ts';

const below = (input: HTMLElement) =>
  (input.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter(Boolean)
    .map((id) => document.getElementById(id)?.textContent);

describe('what is typed', () => {
  it.each<[FieldType, 'en' | 'zh-CN', string, string, unknown, string]>([
    ['money', 'zh-CN', '12万', '= ¥120,000', '120000', '120,000'],
    ['money', 'en', '1.5m', '= ¥1,500,000', '1500000', '1,500,000'],
    ['money', 'en', '¥1234.5', '= ¥1,234.50', '1234.5', '1,234.5'],
    ['decimal', 'zh-CN', '1.5亿', '= 150,000,000', '150000000', '150,000,000'],
    ['percent', 'en', '12.50%', '= 12.5%', '12.5', '12.5'],
    ['integer', 'zh-CN', '3千', '= 3000', 3000, '3000'],
    ['date', 'zh-CN', '20261230', '= 2026-12-30 周三', '2026-12-30', '2026-12-30'],
    ['date', 'zh-CN', '明天', '= 2026-03-12 周四', '2026-03-12', '2026-03-12'],
    ['date', 'en', '12-30', '= 2026-12-30 Wed', '2026-12-30', '2026-12-30'],
    ['date', 'en', 'next monday', '= 2026-03-16 Mon', '2026-03-16', '2026-03-16'],
    ['datetime', 'en', 'tomorrow 3pm', '= 2026-03-12 15:00 Thu', new Date(2026, 2, 12, 15).toISOString(), '2026-03-12 15:00'],
  ])(
    'into %s (%s) as %s is said below as %s, and stands as it is stored once it is left',
    async (type, language, text, said, value, shown) => {
      const { person, input, value: last } = await typeIn(fieldOfType(type), {}, { language });
      await person.type(input, text);
      expect([last(), below(input)]).toEqual([value, [said]]);
      await person.tab();
      expect([last(), input.value, below(input)]).toEqual([value, shown, []]);
      expect(input.getAttribute('aria-invalid')).not.toBe('true');
    },
  );

  it.each<[FieldType, string, RegExp]>([
    ['money', 'about 5', /needs an amount in ¥/],
    ['money', '$100', /needs an amount in ¥/],
    ['money', '12,5', /needs an amount/],
    ['money', '1.555', /too many decimals; the most is 2/],
    ['money', '1万亿亿', /needs an amount/],
    ['money', '12,345,678,901,234,567', /too many digits/],
    ['decimal', '1.23456', /the most is 4/],
    ['percent', 'half', /needs a percentage/],
    ['integer', '1.5', /whole numbers only/],
    ['integer', 'twelve', /needs a number/],
    ['integer', '9007199254740993', /at most 9007199254740991/],
    ['date', '30', /needs a date/],
    ['date', '2026-02-30', /needs a date/],
    ['date', '05/06/2026', /needs a date/],
    ['datetime', '明天 25:00', /needs a date and a time/],
  ])('into %s as %s is not understood, stays and is said', async (type, text, words) => {
    const { person, input, value } = await typeIn(fieldOfType(type));
    const stays = () => expect([input.value, value()]).toEqual([text, text]);
    await person.type(input, text);
    stays();
    // Nobody is told off while typing.
    expect(input.getAttribute('aria-invalid')).not.toBe('true');
    await person.keyboard('{Escape}');
    stays();
    await person.keyboard('{Enter}');
    stays();
    expect(below(input)).toEqual([expect.stringMatching(words)]);
    await person.tab();
    stays();
    expect([input.getAttribute('aria-invalid'), below(input)]).toEqual(['true', [expect.stringMatching(words)]]);
    await act(async () => changeLanguage('zh-CN'));
    stays();
    expect(below(input)).toEqual([expect.stringMatching(/\p{Script=Han}.*。$/u)]);
  });

  it('is said to be wrong once only, where what is around it says so already', async () => {
    const { input } = await typeIn(fieldOfType('money'), { value: 'abc', invalid: true, describedBy: 'below' });
    expect([input.value, below(input)]).toEqual(['abc', ['Said below']]);
  });

  it('makes way for what comes from elsewhere', async () => {
    const { person, input, again } = await typeIn(fieldOfType('money'));
    await person.type(input, '12万');
    expect(input.value).toBe('12万');
    again(<p>gone</p>);
    const fresh = await typeIn(fieldOfType('money'), { value: '7000' });
    expect(fresh.input.value).toBe('7,000');
  });

  it('can be mended, and taken away', async () => {
    const { person, input, value } = await typeIn(fieldOfType('date'), { value: 'soon' });
    expect(input.getAttribute('aria-invalid')).toBe('true');
    await person.clear(input);
    expect([value(), below(input)]).toEqual([null, []]);
    await person.type(input, '今天');
    await person.tab();
    expect([value(), input.value]).toEqual(['2026-03-11', '2026-03-11']);
  });
});

describe('separators', () => {
  it('come as one types, and the caret stays where it is', async () => {
    const { person, input } = await typeIn(fieldOfType('money'));
    await person.type(input, '1234567');
    expect(input.value).toBe('1,234,567');
    input.setSelectionRange(5, 5);
    await person.keyboard('9');
    expect([input.value, input.selectionStart]).toEqual(['12,349,567', 6]);
    await person.keyboard('{Backspace}{Backspace}');
    expect([input.value, input.selectionStart]).toEqual(['123,567', 3]);
  });

  it('do not disturb what an input method is still composing', async () => {
    const { input } = await typeIn(fieldOfType('money'));
    fireEvent.input(input, { target: { value: '12345' }, isComposing: true });
    expect(input.value).toBe('12345');
    fireEvent.keyDown(input, { key: 'Enter', isComposing: true });
    expect(input.value).toBe('12345');
    fireEvent.keyDown(input, { key: 'Enter' });
    expect(input.value).toBe('12,345');
  });
});

describe('the calendar', () => {
  const panel = () => document.querySelector('.ant-picker-dropdown:not(.ant-picker-dropdown-hidden)');

  it('opens beside the field, gives the day that is chosen, and closes', async () => {
    const { person, input, value } = await typeIn(fieldOfType('date'), { value: '2026-03-11' });
    expect(panel()).toBeNull();
    await person.click(screen.getByRole('button', { name: 'Choose a day' }));
    await waitFor(() => expect(panel()).toBeTruthy());
    await person.click(document.querySelector('[title="2026-03-20"]') as HTMLElement);
    expect([value(), input.value]).toEqual(['2026-03-20', '2026-03-20']);
    await waitFor(() => expect(document.activeElement).toBe(input));
  });

  it('opens for a press on the field as well, and takes nothing away from what is typed', async () => {
    const { person, input } = await typeIn(fieldOfType('date'));
    await person.click(input);
    await waitFor(() => expect(panel()).toBeTruthy());
    await person.keyboard('明{Escape}');
    expect([input.value, document.activeElement]).toEqual(['明', input]);
  });
});

describe('a warning', () => {
  it('is said below a value, and makes way while something is typed', async () => {
    const { person, input } = await typeIn(fieldOfType('date'), { value: '2026-03-10', warning: 'Long past' });
    expect([below(input), input.getAttribute('aria-invalid')]).toEqual([['Long past'], null]);
    await person.clear(input);
    await person.type(input, 'x');
    expect(below(input)).toEqual([]);
  });
});
