import { type DuplicateRule, editEntity } from '@pipewright/definition';
import { afterEach, describe, expect, it } from 'vitest';
import { screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { type Answers, refuse } from '../../../test/dom/server.ts';
import { visit } from '../../../test/dom/visit.tsx';
import { appOf, around, deal, dealsApp, page, someone, ways } from '../../../test/dom/world.ts';

const CREATE = 'POST /apps/x/records/deal';
const FIND = 'POST /apps/x/records/deal/duplicates';
const made = deal('d9', 'Pump');
const SAID = 'There is an open deal with the same name. “Pump”, owner: Ann.';
const duplicate = { rule: 'same', act: 'warn' as const, owner: 'Ann', record: { id: 'd1', title: 'Pump' } };

/** The page of a new deal, in an app whose deals are duplicates by their names. */
async function fill(act: DuplicateRule['act'], more: Answers = {}, options: Parameters<typeof visit>[2] = {}) {
  const app = editEntity(dealsApp(), 'deal', (entity) => ({
    ...entity,
    duplicates: [{ key: 'same', fields: ['name'], act }],
  }));
  const answers = { ...around(appOf(someone(), app)), 'GET /apps/x/records/deal': page([]), ...more };
  const visited = await visit('/a/x/deal/new', answers, options);
  const type = async (name: RegExp, text: string) => visited.person.type(await screen.findByLabelText<HTMLInputElement>(name), text);
  return { ...visited, type };
}
afterEach(() => sessionStorage.clear());

describe('a new record that would be a duplicate', () => {
  it('is told of while it is filled in, with the way to the one that is there', async () => {
    const { type, server } = await fill('block', { [FIND]: { found: [{ ...duplicate, act: 'block', message: SAID }] } });
    await type(/^Name/, 'Pump');
    const hint = (await screen.findByText(SAID)).closest('.ant-alert') as HTMLElement;
    expect(hint.className).toContain('error');
    expect(within(hint).getByRole('link', { name: 'Open that one' }).getAttribute('href')).toBe('/a/x/deal/d1');
    expect(server.writes().at(-1)).toEqual([FIND, { values: { name: 'Pump' } }]);
  });

  const warns: Answers = {
    [FIND]: { found: [] },
    [CREATE]: ({ body }) =>
      (body as { duplicates?: string }).duplicates ? made : refuse(422, SAID, { code: 'duplicate.warned', path: '', duplicate }),
    [ways('d9').read]: made,
    [ways('d9').story]: { entries: [] },
  };
  const values = { name: 'Pump', amount: '250' };
  const answer = async (button: string) => {
    const filled = await fill('warn', warns);
    await filled.type(/^Name/, values.name);
    await filled.type(/^Amount/, values.amount);
    await filled.person.click(screen.getByRole('button', { name: 'Save' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByRole('link', { name: 'Open that one' })).toBeTruthy();
    await filled.person.click(dialog.getByRole('button', { name: button }));
    const creates = () => filled.server.writes().flatMap(([way, body]) => (way === CREATE ? [body] : []));
    return { ...filled, creates };
  };

  it('is saved by who says that it is another', async () => {
    const { address, creates } = await answer('Save all the same');
    await waitFor(() => expect(address()).toBe('/a/x/deal/d9'));
    expect(creates()).toEqual([{ values }, { values, duplicates: 'accepted' }]);
  });

  it('stays as it was typed for who goes back', async () => {
    const { address, creates } = await answer('Back');
    await waitFor(() => expect(screen.getAllByText(SAID).length).toBeGreaterThan(1));
    expect((await screen.findByLabelText<HTMLInputElement>(/^Name/)).value).toBe('Pump');
    expect([address(), creates()]).toEqual(['/a/x/deal/new', [{ values }]]);
  });

  it('is not asked about where it is blocked', async () => {
    const { type, person } = await fill('block', {
      [FIND]: { found: [] },
      [CREATE]: refuse(422, SAID, { code: 'duplicate.blocked', path: '' }),
    });
    await type(/^Name/, 'Pump');
    await type(/^Amount/, '250');
    await person.click(screen.getByRole('button', { name: 'Save' }));
    expect((await screen.findAllByText(SAID)).length).toBeGreaterThan(0);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('is asked about in Chinese', async () => {
    const { person } = await fill(
      'warn',
      { [FIND]: { found: [] }, [CREATE]: refuse(422, '已有', { code: 'duplicate.warned', path: '', duplicate }) },
      { language: 'zh-CN' },
    );
    await person.type(await screen.findByLabelText(/^名称/), '泵');
    await person.type(await screen.findByLabelText(/^金额/), '250');
    await person.click(screen.getByRole('button', { name: /保\s*存$/ }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog.textContent).toContain('可能重复');
    expect(within(dialog).getByRole('button', { name: '仍然保存' })).toBeTruthy();
  });
});
