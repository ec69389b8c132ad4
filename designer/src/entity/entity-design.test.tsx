import { addField, updateField } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { openDesigner } from '../../../test/dom/designer.tsx';
import { screen, waitFor, within } from '../../../test/dom/draw.tsx';
import type { Answers } from '../../../test/dom/server.ts';

const open = async (options: Parameters<typeof openDesigner>[2] = {}, answers: Answers = {}, place = 'entity/deal') => {
  const opened = await openDesigner(place, answers, options);
  await screen.findAllByLabelText(options.language === 'zh-CN' ? '分组名称' : 'Section name');
  return { ...opened, choose: async (field: string) => opened.person.click(block(field)) };
};
const block = (field: string) =>
  [...document.querySelectorAll<HTMLElement>('[data-field] button[aria-pressed]')].find((each) =>
    each.textContent?.startsWith(field),
  ) as HTMLElement;
const placed = () => [...document.querySelectorAll('[data-field]')].map((each) => each.getAttribute('data-field'));
const tab = (name: string | RegExp) => screen.getByRole('tab', { name });
const dialog = async () => within(await screen.findByRole('dialog'));

describe('an entity under design', () => {
  it('shows its form field by field, and the properties of the one that is chosen', async () => {
    const { choose } = await open();
    expect(placed()).toEqual(['name', 'firm', 'amount', 'cost', 'due', 'reason']);
    expect(screen.getByText('Choose a field on the form to change its properties.')).toBeTruthy();
    await choose('Amount');
    expect(screen.getByRole('heading', { name: 'Amount' })).toBeTruthy();
    expect(screen.getByText('Money')).toBeTruthy();
    expect(block('Amount').getAttribute('aria-pressed')).toBe('true');
  });

  it('keeps apart what is not on the form', async () => {
    const app = exampleApp();
    if (app.entities[0]?.form[0]) app.entities[0].form[0].fields = ['name', 'amount'];
    await open({ app });
    const away = screen.getByText('Not on the form').closest('section') as HTMLElement;
    expect([...away.querySelectorAll('[data-field]')].map((each) => each.getAttribute('data-field'))).toEqual([
      'firm',
      'cost',
      'due',
      'reason',
    ]);
  });

  it('has sections that are added, named and removed; their fields stay', async () => {
    const { press, person, kept } = await open();
    await press('Add section');
    const names = await screen.findAllByLabelText<HTMLInputElement>('Section name');
    expect(names.map((each) => each.value)).toEqual(['Main', 'New section']);
    await person.type(names[1] as HTMLElement, ' 2');
    await person.click(screen.getAllByRole('button', { name: 'Remove section' })[0] as HTMLElement);
    const form = (await kept())?.entities[0]?.form;
    expect(form?.map(({ name }) => name.en)).toEqual(['New section 2']);
    expect(placed()).toHaveLength(6);
    expect(screen.queryByRole('button', { name: 'Remove section' })).toBeNull();
  });

  it('shows the form as people will have it, with its rules', async () => {
    const { person } = await open();
    await person.click(tab('Preview'));
    await person.click(await screen.findByRole('button', { name: 'Check the form' }));
    expect((await screen.findByText('Please look at these fields')).closest('.ant-alert')?.textContent).toContain('Name');
  });

  it('shows no form while the draft has faults', async () => {
    const { person } = await open({ app: updateField(exampleApp(), 'deal', 'firm', { target: 'nobody' }) });
    await person.click(tab('Preview'));
    expect(await screen.findByText('The draft cannot be published yet')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Check the form' })).toBeNull();
  });

  it('speaks Chinese', async () => {
    await open({ language: 'zh-CN' });
    for (const word of ['添加字段', '添加分组']) expect(screen.getByRole('button', { name: new RegExp(`${word}$`) })).toBeTruthy();
    expect(block('金额')).toBeTruthy();
  });

  it('chooses a field as soon as it is made', async () => {
    const { press, person, kept } = await open();
    await press(/Add field$/);
    const asked = await dialog();
    await person.type(asked.getByLabelText('Name'), 'Budget');
    await person.click(asked.getByRole('button', { name: 'Add' }));
    expect(await screen.findByRole('heading', { name: 'Budget' })).toBeTruthy();
    expect((await kept())?.entities[0]?.form[0]?.fields.at(-1)).toBe('budget');
  });
});

describe('a field that is retired', () => {
  it('says first where it is named: what must be changed, what can be cleaned up, what it leaves', async () => {
    const { choose, press } = await open();
    await choose('Amount');
    await press('Retire field');
    const asked = await dialog();
    expect(asked.getByText('Retire “Amount”?')).toBeTruthy();
    expect(asked.getByText('Its values are kept. It can be restored at any time.')).toBeTruthy();
    const uses = asked.getAllByRole('listitem').map((each) => each.textContent);
    expect(uses.join()).toContain('List view “Deal › All” · columns');
    expect(uses.join()).toContain('Form section “Deal › Main” · fields');
    expect(asked.getAllByRole('link').map((each) => each.getAttribute('href'))).toContain('#entity/deal');
  });

  it('leaves every place with what names it, and comes back by itself', async () => {
    const app = addField(exampleApp(), 'deal', { key: 'note', type: 'text', name: { en: 'Note', 'zh-CN': '备注' } });
    const { choose, press, kept, person } = await open({ app });
    await choose('Note');
    await press('Retire field');
    await person.click((await dialog()).getByRole('button', { name: 'Retire' }));
    await waitFor(() => expect(placed()).not.toContain('note'));
    expect(screen.getByText('Choose a field on the form to change its properties.')).toBeTruthy();
    await person.click(tab('Retired (1)'));
    await press('Restore');
    const deal = (await kept())?.entities[0];
    expect(deal?.fields.find(({ key }) => key === 'note')?.retired).toBeUndefined();
    expect(await screen.findByText('No field is retired. A retired field is hidden and keeps its values.')).toBeTruthy();
  });

  it('stays where the question is left', async () => {
    const { choose, press, person, server } = await open();
    await choose('Cost');
    await press('Retire field');
    await person.click((await dialog()).getByRole('button', { name: 'Cancel' }));
    expect(placed()).toContain('cost');
    expect(server.writes()).toEqual([]);
  });

  it('is never the title', async () => {
    const { choose } = await open();
    await choose('Name');
    expect(screen.queryByRole('button', { name: 'Retire field' })).toBeNull();
  });
});

describe('an option that goes', () => {
  it('is retired where it was published, and removed where it was not', async () => {
    const { choose, press, person, kept } = await open({}, {}, 'entity/firm');
    await choose('Size');
    await press(/Add option$/);
    const deletes = () => screen.getAllByRole('button', { name: 'Delete' });
    expect(deletes()).toHaveLength(3);
    await person.click(deletes()[1] as HTMLElement);
    await waitFor(() => expect(deletes()).toHaveLength(2));
    expect(screen.getByRole('button', { name: 'Restore' })).toBeTruthy();
    const options = (await kept())?.entities[1]?.fields.find(({ key }) => key === 'size')?.options;
    expect(options?.map(({ key, retired }) => [key, retired ?? false])).toEqual([
      ['big', false],
      ['small', true],
      ['option_3', false],
    ]);
  });

  it('says where it is named', async () => {
    const { choose, person } = await open({}, {}, 'entity/firm');
    await choose('Size');
    await person.click(screen.getAllByRole('button', { name: 'Delete' })[0] as HTMLElement);
    const asked = await dialog();
    expect(asked.getByText('Retire “Big”?')).toBeTruthy();
    expect(asked.getByText('These still name it. Change them before you publish:')).toBeTruthy();
    expect(asked.getByRole('link', { name: 'Pipeline “Deal › Big”' }).getAttribute('href')).toBe('#pipeline/deal');
  });
});
