import { FIELD_TYPES, type FieldType } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { choose, type Drawn, screen, waitFor } from '../../../../../test/dom/draw.tsx';
import { fieldOfType, typeIn } from '../../../../../test/dom/type-in.tsx';

type Act = (person: Drawn['person'], input: HTMLInputElement) => Promise<void>;

const typing =
  (text: string): Act =>
  async (person, input) => {
    await person.click(input);
    await person.type(input, text);
    await person.tab();
  };
const typingADay =
  (text: string): Act =>
  async (person, input) => {
    await person.click(input);
    await person.type(input, text);
    await person.keyboard('{Enter}');
  };
const choosing =
  (...names: string[]): Act =>
  async (person, input) => {
    for (const name of names) await choose(person, input, name);
  };
const finding =
  (name: string): Act =>
  async (person, input) => {
    await person.click(input);
    await person.click(await screen.findByText(name));
  };

const sending =
  (name: string): Act =>
  async (person, input) =>
    person.upload(input, new File(['content'], name));

/** Per type: what is done, the value it gives, and what the input then shows. */
const cases: Readonly<Record<Exclude<FieldType, 'auto_number'>, readonly [Act, unknown, string]>> = {
  text: [typing('Pump 智慧 👩‍👩‍👧'), 'Pump 智慧 👩‍👩‍👧', 'Pump 智慧 👩‍👩‍👧'],
  long_text: [typing('one{Enter}two'), 'one\ntwo', 'one\ntwo'],
  integer: [typing('12345'), 12345, '12345'],
  decimal: [typing('1234.5678'), '1234.5678', '1,234.5678'],
  money: [typing('12345678901234.56'), '12345678901234.56', '12,345,678,901,234.56'],
  percent: [typing('-12.5'), '-12.5', '-12.5'],
  date: [typingADay('2026-02-28'), '2026-02-28', '2026-02-28'],
  datetime: [typingADay('2026-02-28 13:45'), new Date(2026, 1, 28, 13, 45).toISOString(), '2026-02-28 13:45'],
  boolean: [(person, input) => person.click(input), true, ''],
  choice: [choosing('Second'), 'b', ''],
  choices: [choosing('Second', 'First'), ['b', 'a'], ''],
  person: [finding('Anna'), 'p1', ''],
  department: [finding('West'), 'd2', ''],
  reference: [finding('Ruby · Oslo'), 'r1', ''],
  email: [typing('a@b.example'), 'a@b.example', 'a@b.example'],
  phone: [typing('+86 10 5555'), '+86 10 5555', '+86 10 5555'],
  url: [typing('https://b.example'), 'https://b.example', 'https://b.example'],
  file: [sending('offer.pdf'), ['sent offer.pdf'], ''],
  image: [sending('site.png'), ['sent site.png'], ''],
  company_id: [typing('91350211M000100Y43'), '91350211M000100Y43', '91350211M000100Y43'],
};
const given = Object.keys(cases) as (keyof typeof cases)[];

describe('an input of each type', () => {
  it('is tried for every type', () => expect([...given, 'auto_number'].sort()).toEqual([...FIELD_TYPES].sort()));

  it.each(given)('%s gives the value that was typed, as it is stored, and shows it', async (type) => {
    const [act, value, shown] = cases[type];
    const { person, input, value: last } = await typeIn(fieldOfType(type));
    await act(person, input);
    await waitFor(() => expect(last()).toEqual(value));
    expect(input.value).toBe(type === 'boolean' ? input.value : shown);
  });

  it.each(FIELD_TYPES)('%s is known by its id and name, and to what is said below; what is needed or wrong is said', async (type) => {
    const said = ['id', 'aria-label', 'aria-describedby', 'aria-invalid', 'aria-required'];
    const words = (input: HTMLElement) => said.map((name) => input.getAttribute(name));
    const { input } = await typeIn(fieldOfType(type), { describedBy: 'below', invalid: true, required: true });
    expect(words(input)).toEqual(['it', 'Thing', 'below', ...(type === 'boolean' ? [null, null] : ['true', 'true'])]);
    const { input: fine } = await typeIn(fieldOfType(type));
    expect(words(fine).slice(2)).not.toContain('true');
  });

  it.each(given)('%s gives nothing while it is locked', async (type) => {
    const { person, input, heard } = await typeIn(fieldOfType(type), { disabled: true });
    expect(input.disabled).toBe(true);
    await person.click(input);
    await person.type(input, '1{Enter}');
    expect(document.querySelector('.ant-select-dropdown, .ant-picker-dropdown')).toBeNull();
    expect(heard).toEqual([]);
  });

  it('is locked for what the product writes, and says so', async () => {
    const { input, person, heard } = await typeIn(fieldOfType('auto_number'));
    expect([input.disabled, input.placeholder]).toEqual([true, 'Given when saved']);
    await person.type(input, 'x');
    expect(heard).toEqual([]);
    const { input: chinese } = await typeIn(fieldOfType('auto_number'), { value: 'NO-7' }, { language: 'zh-CN' });
    expect([chinese.value, chinese.placeholder]).toEqual(['NO-7', expect.stringMatching(/\p{Script=Han}/u)]);
  });

  it.each<[FieldType, unknown]>([
    ['text', 'a'],
    ['long_text', 'a\nb'],
    ['decimal', '1.5'],
    ['money', '7'],
    ['percent', '7'],
    ['integer', 7],
    ['email', 'a@b.example'],
  ])('%s gives nothing once it is emptied, not an empty text', async (type, value) => {
    const { person, input, value: last } = await typeIn(fieldOfType(type), { value });
    await person.clear(input);
    await person.tab();
    expect(last()).toBeNull();
  });

  it.each<[FieldType, unknown]>([
    ['choice', 'a'],
    ['choices', ['a']],
    ['date', '2026-03-01'],
    ['datetime', '2026-03-01T08:00:00.000Z'],
    ['person', 'p1'],
  ])('%s gives nothing once its value is taken away', async (type, value) => {
    const { person, value: last } = await typeIn(fieldOfType(type), { value, name: 'Anna' });
    const cross = document.querySelector('.ant-select-clear, .ant-input-clear-icon');
    await person.click(cross as HTMLElement);
    expect(last()).toBeNull();
  });

  it.each<[FieldType, unknown]>([
    ['choice', 'a'],
    ['date', '2026-03-01'],
    ['person', 'p1'],
    ['reference', 'r1'],
  ])(
    '%s is left by Tab to what follows, not to the sign that empties it, which is said in the language of the screen',
    async (type, value) => {
      const { person, input } = await typeIn(fieldOfType(type), { value, name: 'Anna' }, { language: 'zh-CN' });
      const cross = document.querySelector('.ant-select-clear, .ant-input-clear-icon') as HTMLElement;
      expect(cross.getAttribute('aria-label')).toBe('清空');
      input.focus();
      await person.tab();
      expect(document.activeElement).not.toBe(input);
      expect(cross.contains(document.activeElement)).toBe(false);
    },
  );

  it.each<[FieldType, unknown]>([
    ['choice', 'a'],
    ['department', 'd1'],
    ['person', 'p1'],
  ])('%s is emptied by Delete and by Backspace, unless something is typed', async (type, value) => {
    for (const key of ['{Delete}', '{Backspace}']) {
      const { person, input, value: last, heard } = await typeIn(fieldOfType(type), { value, name: 'Anna' });
      input.focus();
      await person.keyboard(`s${key}`);
      expect(heard).toEqual([]);
      await person.keyboard(`{Backspace}${key}`);
      expect(last()).toBeNull();
    }
    const inPlace = await typeIn(fieldOfType(type), { value, name: 'Anna', opened: true });
    inPlace.input.focus();
    await inPlace.person.keyboard('{Backspace}');
    expect(inPlace.heard).toEqual([]);
    await inPlace.person.keyboard('{Delete}');
    expect(inPlace.value()).toBeNull();
  });

  it.each<[FieldType, string, string]>([
    ['choice', '请选择', 'Select'],
    ['choices', '请选择', 'Select'],
    ['person', '请选择', 'Select'],
    ['department', '请选择', 'Select'],
    ['reference', '请选择', 'Select'],
    ['date', '请选择日期', 'Select date'],
    ['datetime', '请选择日期和时间', 'Select date and time'],
  ])('%s says what to do while it is empty', async (type, zh, en) => {
    for (const [language, words] of [
      ['zh-CN', zh],
      ['en', en],
    ] as const) {
      const { input } = await typeIn(fieldOfType(type), {}, { language });
      expect(input.placeholder || document.querySelector('.ant-select-placeholder')?.textContent).toBe(words);
    }
  });
});
