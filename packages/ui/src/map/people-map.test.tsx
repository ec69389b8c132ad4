import type { Field } from '@pipewright/definition';
import { describe, expect, it, vi } from 'vitest';
import { draw, screen, within } from '../../../../test/dom/draw.tsx';
import { bringWords, type MapActs, type MapPerson, mapWords, PeopleMap } from '../index.ts';

bringWords(mapWords);

const label = (en: string, zh: string) => ({ en, 'zh-CN': zh });
const attitude: Field = {
  ...{ key: 'attitude', type: 'choice', name: label('Attitude', '态度') },
  options: [
    { key: 'for', name: label('Supports', '支持'), color: 'green' },
    { key: 'against', name: label('Against', '反对'), color: 'red' },
  ],
};
const person = (id: string, above: string | null, more: Partial<MapPerson> = {}): MapPerson => ({
  ...{ id, name: id, subtitle: '', above, outOfSight: false, chosen: {}, ...more },
});
const people = [person('Ann', null, { chosen: { attitude: 'for' } }), person('Ben', 'Ann'), person('Cai', null)];
const items = () => screen.getAllByRole('treeitem');
const acting = (): MapActs => ({ open: vi.fn(), place: vi.fn(), choose: vi.fn(), choosable: ['attitude'], add: vi.fn() });
const show = (acts: MapActs, shown: readonly MapPerson[] = people, language: 'en' | 'zh-CN' = 'en') =>
  draw(<PeopleMap label="Contacts" people={shown} fields={{ attitude }} acts={acts} />, language);

describe('the map of people', () => {
  it('is a tree to those who hear it, with level, place and what is below; an attitude has a sign and a word', async () => {
    await show(acting());
    expect(within(screen.getByRole('tree', { name: 'Contacts' })).getAllByRole('treeitem')).toHaveLength(3);
    const told = ['aria-level', 'aria-posinset', 'aria-setsize', 'aria-expanded', 'tabindex'] as const;
    const of = (name: string) =>
      told.map((each) =>
        items()
          .find((item) => item.dataset.person === name)
          ?.getAttribute(each),
      );
    expect(of('Ann')).toEqual(['1', '1', '2', 'true', '0']);
    expect(of('Ben')).toEqual(['2', '1', '1', null, '-1']);
    expect(of('Cai')).toEqual(['1', '2', '2', null, '-1']);
    expect(items()[0]?.textContent).toContain('＋ Supports');
  });

  it('opens by Enter, folds by minus and unfolds by plus', async () => {
    const acts = acting();
    const { person: hand } = await show(acts);
    items()[0]?.focus();
    await hand.keyboard('{Enter}');
    expect(acts.open).toHaveBeenCalledWith('Ann');
    await hand.keyboard('-');
    expect(items().map((each) => each.dataset.person)).toEqual(['Ann', 'Cai']);
    await hand.keyboard('+');
    expect(items()).toHaveLength(3);
  });

  it('offers only what may be done, in Chinese too', async () => {
    const { person: hand } = await show({ open: vi.fn(), choosable: [] }, people, 'zh-CN');
    await hand.click(screen.getByRole('button', { name: '对Ann的操作' }));
    expect((await screen.findAllByRole('menuitem')).map((each) => each.textContent)).toEqual(['打开']);
  });

  it('draws everybody of a circle, and says where somebody above is out of sight', async () => {
    await show(acting(), [person('Ann', 'Ben'), person('Ben', 'Ann'), person('Cai', 'gone', { outOfSight: true })]);
    expect(items()).toHaveLength(3);
    expect(screen.getByTitle('Reports to somebody you cannot see')).toBeTruthy();
  });
});
