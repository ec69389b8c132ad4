import { type App, addField, type ByRule, type Field, type RecordJson } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { openDesigner } from '../../../test/dom/designer.tsx';
import { choose, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import type { Answers } from '../../../test/dom/server.ts';

const name = (en: string, zh: string) => ({ en, 'zh-CN': zh });
const options = [
  { key: 'large', name: name('Large', '大') },
  { key: 'small', name: name('Small', '小') },
];
const row = (key: string, when: ByRule['rows'][number]['when'], value: string) => ({ key, name: name(key, key), when, value });
const over = (least: string) => ({ '>=': [{ var: 'amount' }, least] });

function drafted(rows: ByRule['rows']): App {
  const byRule: ByRule = { rows, otherwise: null, mayOverride: true };
  return addField(exampleApp(), 'deal', { key: 'extra', type: 'choice', name: name('Extra', '附加'), options, byRule } as Field);
}
const ID = '01980000-0000-7000-8000-0000000000d1';
const FIRM = '01980000-0000-7000-8000-0000000000f1';
const record = (more: object) => ({ id: ID, version: 1, name: 'Mill', firm: FIRM, amount: '700', ...more }) as unknown as RecordJson;

async function open(rows: ByRule['rows'], { deal = record({}), firm = {} as object | undefined, language = 'en' as 'en' | 'zh-CN' } = {}) {
  const opened = await openDesigner(
    'entity/deal',
    {
      'GET /apps/x/records/deal': { records: [deal], next: null },
      [`GET /apps/x/records/deal/${ID}`]: deal,
      ...(firm ? { [`GET /apps/x/records/firm/${FIRM}`]: { id: FIRM, version: 1, ...firm } } : {}),
    } as Answers,
    { app: drafted(rows), language },
  );
  await opened.press(language === 'en' ? /^Extra/ : /^附加/);
  const box = within(await screen.findByRole('group', { name: language === 'en' ? 'Try the rule on a record' : '用一条记录试算' }));
  await choose(opened.person, box.getByRole('combobox'), 'Mill');
  const answer = () => box.getByRole('status').textContent;
  const rowsSay = () =>
    screen
      .getAllByRole('group', { name: language === 'en' ? /^Row \d/ : /^第 \d/ })
      .map((each) => each.querySelector('span[style*=background]')?.textContent);
  return { ...opened, box, answer, rowsSay };
}

describe('a rule tried on a record that is there', () => {
  it('says which value the draft gives it, and how each row takes it; changing a row changes the answer at once', async () => {
    const { answer, rowsSay, person, server } = await open([row('one', over('1000'), 'large'), row('two', over('500'), 'small')]);
    await waitFor(() => expect(answer()).toBe('By this rule: Small (row 2)'));
    expect(rowsSay()).toEqual(['Does not hold', 'Holds: this row decides']);
    await person.click(screen.getByRole('button', { name: '1. one → Large' }));
    const [amount] = await screen.findAllByRole('textbox', { name: 'Value' });
    await person.clear(amount as HTMLElement);
    await person.type(amount as HTMLElement, '600');
    await waitFor(() => expect(answer()).toBe('By this rule: Large (row 1)'));
    expect(rowsSay()).toEqual(['Holds: this row decides', 'Holds, but a row above comes first']);
    await person.click(screen.getByRole('button', { name: '“one”: down' }));
    expect([answer(), rowsSay()]).toEqual([
      'By this rule: Small (row 1)',
      ['Holds: this row decides', 'Holds, but a row above comes first'],
    ]);
    // The record itself is only read.
    expect(server.writes().filter(([way]) => way.includes('/records/'))).toEqual([]);
  });

  it('looks at what the record refers to, and says what is there now and that what was chosen by hand stays', async () => {
    const far = row('far', { '==': [{ var: 'firm.size' }, 'big'] }, 'large');
    const chosen = record({ extra: 'small', extra__set: 'small' });
    const { answer } = await open([far], { deal: chosen, firm: { size: 'big' } });
    await waitFor(() => expect(answer()).toBe('Now, chosen by hand: Small. It stays.By this rule: Large (row 1)'));
  });

  it('says that it cannot be said where it reads what the administrator may not see', async () => {
    const far = row('far', { '==': [{ var: 'firm.size' }, 'big'] }, 'large');
    const { answer, rowsSay } = await open([far, row('two', over('500'), 'small')], { firm: {}, language: 'zh-CN' });
    await waitFor(() => expect(answer()).toBe('无法得出取值：有一行读取了尚未发布或您无权查看的内容，或条件不完整。'));
    expect(rowsSay()).toEqual(['无法判断', '满足，但上面的行在先']);
    expect(document.body.textContent).not.toMatch(/Holds|By this rule|Now/);
  });
});
