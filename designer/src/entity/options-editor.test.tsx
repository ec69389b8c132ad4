import type { Option } from '@pipewright/definition';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { choose, draw, screen } from '../../../test/dom/draw.tsx';
import { OptionsEditor } from './options-editor.tsx';

const option = (key: string, en: string, more: Partial<Option> = {}): Option => ({ key, name: { en, 'zh-CN': en }, ...more });
const two = [option('a', 'Alpha'), option('b', 'Beta')];

async function edit(first: Option[] = two, more: Partial<Parameters<typeof OptionsEditor>[0]> = {}) {
  let last = first;
  const onRemove = vi.fn();
  function Edited() {
    const [options, setOptions] = useState(first);
    last = options;
    return <OptionsEditor options={options} isPublished={(key) => key === 'a'} onChange={setOptions} onRemove={onRemove} {...more} />;
  }
  const drawn = await draw(<Edited />);
  const press = async (name: string, at: number) => drawn.person.click(screen.getAllByRole('button', { name })[at] as HTMLElement);
  return { ...drawn, press, onRemove, keys: () => last.map(({ key }) => key), now: () => last };
}

describe('the options of a choice', () => {
  it('are renamed in both languages at once, or in one, under the key they have', async () => {
    const { person, now } = await edit();
    const [en, zh] = screen.getAllByRole('textbox').filter((each) => !each.hasAttribute('aria-hidden')) as [HTMLElement, HTMLElement];
    await person.type(en, '!');
    expect(now()[0]).toEqual(option('a', 'Alpha!'));
    await person.type(zh, '？');
    expect(now()[0]?.name).toEqual({ en: 'Alpha!', 'zh-CN': 'Alpha!？' });
    await person.type(en, '!');
    expect(now()[0]?.name).toEqual({ en: 'Alpha!!', 'zh-CN': 'Alpha!？' });
  });

  it('change places, and stop at the ends', async () => {
    const { press, keys } = await edit();
    await press('Down', 0);
    expect(keys()).toEqual(['b', 'a']);
    await press('Up', 1);
    expect(keys()).toEqual(['a', 'b']);
    expect(screen.getAllByRole<HTMLButtonElement>('button', { name: 'Up' }).map(({ disabled }) => disabled)).toEqual([true, false]);
    expect(screen.getAllByRole<HTMLButtonElement>('button', { name: 'Down' }).map(({ disabled }) => disabled)).toEqual([false, true]);
  });

  it('have a colour', async () => {
    const { person, now } = await edit();
    await choose(person, screen.getAllByRole('combobox', { name: 'Colour' })[1] as HTMLElement, 'Gold');
    expect(now()[1]).toEqual(option('b', 'Beta', { color: 'gold' }));
  });

  it('are added under a key that none has or had', async () => {
    const { person, now } = await edit(two, { taken: new Set(['option_3', 'option_4']) });
    await person.click(screen.getByRole('button', { name: /Add option$/ }));
    expect(now().at(-1)).toEqual({ key: 'option_5', name: { en: 'Option 5', 'zh-CN': '选项 5' } });
  });

  it('that were published are retired; others go', async () => {
    const { press, onRemove } = await edit();
    await press('Delete', 0);
    await press('Delete', 1);
    expect(onRemove.mock.calls).toEqual([
      [two[0], [{ ...two[0], retired: true }, two[1]]],
      [two[1], [two[0]]],
    ]);
  });

  it('that are retired come back as they were', async () => {
    const { person, now } = await edit([option('a', 'Alpha', { retired: true }), option('b', 'Beta')]);
    await person.click(screen.getByRole('button', { name: 'Restore' }));
    expect(now()).toEqual(two);
  });

  it('are never none, unless they may be', async () => {
    const one = [option('b', 'Beta')];
    await edit(one);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Delete' }).disabled).toBe(true);
    await edit(one, { plain: true });
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Delete' }).disabled).toBe(false);
    expect(screen.queryByRole('combobox', { name: 'Colour' })).toBeNull();
  });
});
