import { type App, addField, type ByRule, type Field } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { design, firstDraft } from '../../../test/dom/design.tsx';
import { choose, screen } from '../../../test/dom/draw.tsx';
import { FieldProperties } from './field-properties.tsx';

const name = { en: 'Extra', 'zh-CN': '附加' };
const option = (key: string, en: string, zh: string) => ({ key, name: { en, 'zh-CN': zh } });
const options = [option('a', 'First', '甲'), option('b', 'Second', '乙')];
const row = (key: string, value: string): ByRule['rows'][number] => ({
  ...{ key, name: { en: `Why ${key}`, 'zh-CN': `因为 ${key}` }, when: { '>': [{ var: 'amount' }, '1'] }, value },
});
const withField = (field: object): App =>
  addField(exampleApp(), 'deal', { key: 'extra', type: 'choice', name, options, ...field } as Field);

async function properties(field: object, language: 'en' | 'zh-CN' = 'en') {
  const drawn = await design(
    (draft, deal) => (
      <QueryClientProvider client={new QueryClient()}>
        <FieldProperties
          draft={draft}
          entity={deal}
          field={deal.fields.find((each) => each.key === 'extra') as Field}
          isPublished
          stored
          onGone={() => undefined}
        />
      </QueryClientProvider>
    ),
    { first: firstDraft(withField(field)), language },
  );
  return { ...drawn, now: () => drawn.field('extra') };
}
const press = (label: string) => screen.getByRole('button', { name: new RegExp(`${label}$`) });

describe('the rule of a choice in the designer', () => {
  it('begins with a row, in place of a default, and ends again', async () => {
    const { person, now, undo } = await properties({ default: 'a' });
    await person.click(press('Give the value by a rule'));
    expect(now()?.default).toBeUndefined();
    expect(now()?.byRule).toEqual({
      rows: [{ key: 'row_1', name: { en: 'Rule 1', 'zh-CN': '规则 1' }, when: false, value: 'a' }],
      ...{ otherwise: null, mayOverride: true, reason: true },
    });
    expect(screen.queryByLabelText('Default value')).toBeNull();
    await person.click(press('Remove the rule'));
    expect(now()?.byRule).toBeUndefined();
    await undo();
    await undo();
    expect([now()?.default, now()?.byRule]).toEqual(['a', undefined]);
  });

  it('gives its rows values in an order, and says what holds otherwise and whether people may say something else', async () => {
    const { person, now, undo } = await properties({ byRule: { rows: [row('one', 'a'), row('two', 'b')], otherwise: null } });
    await person.click(screen.getByRole('button', { name: '“Why two”: up' }));
    expect(now()?.byRule?.rows.map(({ key }) => key)).toEqual(['two', 'one']);
    await person.click(screen.getByRole('button', { name: '“Why two”: down' }));
    await undo();
    expect(now()?.byRule?.rows.map(({ key }) => key)).toEqual(['two', 'one']);
    expect(screen.queryByLabelText('Row 1 · Value')).toBeNull();
    await person.click(screen.getByRole('button', { name: '1. Why two → Second' }));
    await choose(person, screen.getByLabelText('Row 1 · Value'), 'First');
    await choose(person, screen.getByLabelText('Otherwise'), 'Second');
    expect([now()?.byRule?.rows[0]?.value, now()?.byRule?.otherwise]).toEqual(['a', 'b']);
    await person.click(screen.getByLabelText('People may choose another value'));
    await person.click(screen.getByLabelText('Another value needs a reason'));
    expect(now()?.byRule).toMatchObject({ mayOverride: true, reason: true });
    await person.click(screen.getByLabelText('People may choose another value'));
    expect([now()?.byRule?.mayOverride, now()?.byRule?.reason]).toEqual([undefined, undefined]);
    await person.click(press('Add a row'));
    expect(now()?.byRule?.rows.map(({ key }) => key)).toEqual(['two', 'one', 'row_1']);
    expect(screen.getAllByText('Without a condition this row never holds.')).toHaveLength(1);
    await person.click(screen.getByRole('button', { name: 'Remove “Why one”' }));
    expect(now()?.byRule?.rows.map(({ key }) => key)).toEqual(['two', 'row_1']);
  });

  it('speaks Chinese throughout', async () => {
    const { person } = await properties({ byRule: { rows: [row('one', 'a')], otherwise: null, mayOverride: true } }, 'zh-CN');
    for (const label of ['添加一行', '移除规则']) expect(press(label)).toBeDefined();
    expect(screen.getByLabelText('允许人工选择其他值')).toBeDefined();
    await person.click(screen.getByRole('button', { name: '1. 因为 one → 甲' }));
    expect(screen.getByLabelText('第 1 行 · 取值')).toBeDefined();
    const handle = screen.getByRole('button', { name: '拖动 因为 one' });
    expect([
      handle.getAttribute('aria-roledescription'),
      document.getElementById(handle.getAttribute('aria-describedby') ?? '')?.textContent,
    ]).toEqual(['可拖动', '按空格键拿起，用方向键移动，再按空格键放下，按 Esc 键放回原处。']);
  });
});
