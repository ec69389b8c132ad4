import { type App, addField, type Field } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { design, firstDraft } from '../../../test/dom/design.tsx';
import { choose, screen } from '../../../test/dom/draw.tsx';
import { FieldProperties } from './field-properties.tsx';

const name = { en: 'Extra', 'zh-CN': '附加' };

async function properties(key: string, { app = exampleApp(), language = 'en' as 'en' | 'zh-CN' } = {}) {
  const drawn = await design(
    (draft, deal) => (
      <FieldProperties
        draft={draft}
        entity={deal}
        field={deal.fields.find((each) => each.key === key) as Field}
        isPublished
        stored
        onGone={() => undefined}
      />
    ),
    { first: firstDraft(app), language },
  );
  return { ...drawn, now: () => drawn.field(key)?.default };
}
const withField = (field: object): App => addField(exampleApp(), 'deal', { key: 'extra', name, ...field } as Field);
const box = (label = 'Default value') => screen.getByLabelText(label);

describe('the default of a field', () => {
  it('is typed as in a form, and can be undone and taken away', async () => {
    const { person, now, undo } = await properties('cost');
    await person.type(box(), '1500');
    expect(now()).toBe('1500');
    await person.clear(box());
    expect(now()).toBeUndefined();
    await undo();
    expect(now()).toBe('1500');
  });

  it('is one of the options', async () => {
    const { person, now } = await properties('reason');
    await choose(person, box(), 'Price');
    expect(now()).toBe('price');
  });

  it('is a day in words: today, in so many days or months, or one that is fixed', async () => {
    const { person, now } = await properties('due');
    await choose(person, box(), 'Today');
    expect(now()).toEqual({ var: 'today' });
    await choose(person, box(), 'In so many days');
    expect(now()).toEqual({ addDays: [{ var: 'today' }, 30] });
    const count = screen.getByRole('spinbutton', { name: 'In so many days' });
    await person.clear(count);
    await person.type(count, '45');
    expect(now()).toEqual({ addDays: [{ var: 'today' }, 45] });
    await choose(person, box(), 'A fixed date');
    expect(now()).toBeUndefined();
    await person.type(screen.getByRole('textbox', { name: 'A fixed date' }), '2030-05-06');
    expect(now()).toBe('2030-05-06');
    await choose(person, box(), 'None');
    expect(now()).toBeUndefined();
    expect(screen.queryByRole('textbox', { name: 'A fixed date' })).toBeNull();
  });

  it.each([
    ['person', '创建人', { var: 'user.id' }],
    ['department', '创建人所在部门', { var: 'user.department' }],
    ['datetime', '创建时间', { var: 'now' }],
    ['boolean', '否', false],
  ])('of %s is %s', async (type, words, rule) => {
    const { person, now } = await properties('extra', { app: withField({ type }), language: 'zh-CN' });
    await choose(person, box('默认值'), words);
    expect(now()).toEqual(rule);
  });

  it('says what is wrong with it, where it stands', async () => {
    const app = withField({ type: 'text', unique: true, default: 'a' });
    await properties('extra', { app });
    expect(screen.getByRole('alert').textContent).toMatch(/^The field “Extra” is unique/);
  });

  it('that is a rule is said in words and may be replaced, never shown as it is written', async () => {
    const rule = { cat: ['Q ', { var: 'today' }] };
    const { person, now } = await properties('extra', { app: withField({ type: 'text', default: rule }) });
    expect(screen.getByText('joined texts (“Q ”, today)')).toBeTruthy();
    expect(document.body.textContent).not.toMatch(/"var"|cat/);
    await choose(person, box(), 'None');
    expect(now()).toBeUndefined();
    await person.type(box(), 'B');
    expect(now()).toBe('B');
  });

  it('is not asked for where there is none: of references, numbers given out, and files', async () => {
    await properties('firm');
    expect(screen.queryByLabelText('Default value')).toBeNull();
  });
});
