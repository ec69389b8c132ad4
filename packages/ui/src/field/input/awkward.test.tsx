import type { FieldType } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { choose, waitFor } from '../../../../../test/dom/draw.tsx';
import { fieldOfType, options, typeIn } from '../../../../../test/dom/type-in.tsx';

const chosen = () =>
  [...document.querySelectorAll('.ant-select-content, .ant-select-selection-item')].map((each) => each.textContent).join(' ');
const offered = () => [...document.querySelectorAll('.ant-select-item-option')].map((each) => each.textContent);

describe('numbers', () => {
  it.each<[FieldType, string, unknown]>([
    ['money', '１２，３４５．６', '12345.6'],
    ['money', '12,345,678,901,234.56', '12345678901234.56'],
    ['decimal', '1 234.5', '1234.5'],
    ['decimal', '3。5', '3.5'],
    ['integer', '１２３', 123],
    ['integer', '12,345', 12345],
    ['percent', '－５', '-5'],
  ])('%s typed as %s is read as %s', async (type, text, value) => {
    const { person, input, value: last } = await typeIn(fieldOfType(type));
    await person.click(input);
    await person.paste(text);
    await person.tab();
    expect(last()).toBe(value);
  });

  it.each<[FieldType, unknown, string]>([
    ['money', '-9007199254740993.01', '-9,007,199,254,740,993.01'],
    ['money', '0.005', '0.005'],
    ['decimal', '1234567.12345678', '1,234,567.12345678'],
    ['integer', 9007199254740991, '9007199254740991'],
    ['integer', 0, '0'],
    ['decimal', null, ''],
  ])('%s of %s is shown as %s, digit by digit', async (type, value, shown) => {
    const { input, heard } = await typeIn(fieldOfType(type), { value });
    expect(input.value).toBe(shown);
    expect(heard).toEqual([]);
  });

  it.each([
    [undefined, 'CNY', '¥'],
    ['EUR', 'CNY', '€'],
    ['USD', 'CNY', '$'],
    [undefined, 'CHF', 'CHF'],
  ])('money in %s, in an app of %s, stands behind %s', async (currency, app, sign) => {
    await typeIn(fieldOfType('money', { currency }), { currency: app });
    expect(document.querySelector('.ant-input-prefix')?.textContent).toBe(sign);
  });
});

describe('days', () => {
  it.each(['0050-01-01', '1899-12-31', '2024-02-29', '9999-12-31'])('%s is shown as it is stored', async (day) => {
    const { input, heard } = await typeIn(fieldOfType('date'), { value: day });
    expect(input.value).toBe(day);
    expect(heard).toEqual([]);
  });

  it('an instant is shown by the clock of whoever reads', async () => {
    const at = new Date(2026, 2, 1, 23, 30);
    const { input } = await typeIn(fieldOfType('datetime'), { value: at.toISOString() });
    expect(input.value).toBe('2026-03-01 23:30');
  });
});

describe('options', () => {
  it('that are retired are not offered, but kept where they were chosen', async () => {
    const fresh = await typeIn(fieldOfType('choice'));
    await fresh.person.click(fresh.input);
    await waitFor(() => expect(offered()).toEqual(['First', 'Second']));
    const kept = await typeIn(fieldOfType('choice'), { value: 'old' });
    expect(chosen()).toBe('Old');
    await kept.person.click(kept.input);
    await waitFor(() => expect(offered().slice(-3)).toEqual(['First', 'Second', 'Old']));
  });

  it.each([
    ['choice', 'lost_key', 'en', '(no longer in use)'],
    ['choice', 'lost_key', 'zh-CN', '（已停用）'],
    ['choices', ['a', 'lost_key'], 'en', '(no longer in use)'],
  ] as const)('that are gone never show their key (%s %j, %s)', async (type, value, language, words) => {
    const { heard } = await typeIn(fieldOfType(type), { value }, { language });
    expect(document.body.textContent).toContain(words);
    expect(document.body.innerHTML).not.toContain('lost_key');
    expect(heard).toEqual([]);
  });

  it('are called in the language of the screen, and found by it', async () => {
    const { person, input, value } = await typeIn(fieldOfType('choice'), {}, { language: 'zh-CN' });
    await choose(person, input, '乙');
    expect([value(), chosen()]).toEqual(['b', '乙']);
  });

  it('are given in the order in which they were chosen, and taken back one by one', async () => {
    const { person, input, value } = await typeIn(fieldOfType('choices'), { value: ['b'] });
    await choose(person, input, 'First');
    expect(value()).toEqual(['b', 'a']);
    await choose(person, input, 'Second');
    expect(value()).toEqual(['a']);
    await choose(person, input, 'First');
    expect(value()).toBeNull();
  });

  it('are asked for one at a time by a filter for a list, and several at a time by one for a choice', async () => {
    const one = await typeIn(fieldOfType('choices'), { operator: 'includes' });
    await choose(one.person, one.input, 'First');
    expect(one.value()).toBe('a');
    const several = await typeIn(fieldOfType('choice'), { operator: 'one_of' });
    await choose(several.person, several.input, 'Second');
    expect(several.value()).toEqual(['b']);
  });

  it('may be none at all', async () => {
    const { person, input, heard } = await typeIn(fieldOfType('choice', { options: undefined }));
    await person.click(input);
    expect(offered()).toEqual([]);
    expect(heard).toEqual([]);
    expect(options).toHaveLength(3);
  });
});
