import { updateField } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { choose, screen } from '../../../test/dom/draw.tsx';
import { block, dialog, open, placed, tab } from '../../../test/dom/entity-page.tsx';

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

  it('has a picture in menus, and may stand among the less used', async () => {
    const { person, kept } = await open();
    expect(screen.getByRole('button', { name: 'Funnel' }).getAttribute('aria-pressed')).toBe('true');
    await person.click(screen.getByRole('button', { name: 'Trophy' }));
    await person.click(screen.getByRole('switch', { name: /^Less used/ }));
    expect((await kept())?.entities[0]).toMatchObject({ icon: 'trophy', menu: 'more' });
  });

  it('may be an activity of another one, and says what of it is written there too', async () => {
    const app = exampleApp();
    const name = (text: string) => ({ en: text, 'zh-CN': text });
    const to = { key: 'deal', type: 'reference', name: name('About'), target: 'deal' } as const;
    app.entities[1]?.fields.push(to, { key: 'due', type: 'date', name: name('Due again') });
    const { person, kept } = await open({ app }, {}, 'entity/firm');
    expect(screen.queryByRole('combobox', { name: 'Also written into that record' })).toBeNull();
    await choose(person, screen.getByRole('combobox', { name: 'Activity of' }), 'About');
    await choose(person, screen.getByRole('combobox', { name: 'Also written into that record' }), 'Due again');
    expect((await kept())?.entities[1]).toMatchObject({ activityOf: 'deal', carries: ['due'] });
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
