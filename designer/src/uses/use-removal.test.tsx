import { addField } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { screen, waitFor } from '../../../test/dom/draw.tsx';
import { dialog, open, placed, tab } from '../../../test/dom/entity-page.tsx';

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
