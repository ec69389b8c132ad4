import type { Label } from '@pipewright/definition';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { draw, screen, waitFor } from '../../../test/dom/draw.tsx';
import { FaultList } from './fault-list.tsx';
import { LabelInput } from './label-input.tsx';
import { NewPartDialog } from './new-part.tsx';

const boxes = () => screen.getAllByRole<HTMLInputElement>('textbox').filter((each) => !each.hasAttribute('aria-hidden'));

describe('a label in both languages', () => {
  const edit = async (first: Label, language: 'en' | 'zh-CN' = 'en') => {
    let last = first;
    function Edited() {
      const [value, setValue] = useState(first);
      last = value;
      return <LabelInput id="label" value={value} onChange={setValue} />;
    }
    return { ...(await draw(<Edited />, language)), now: () => last };
  };

  it('begins with the reader’s own', async () => {
    await edit({ en: 'Deal', 'zh-CN': '商机' });
    expect(boxes().map((each) => each.value)).toEqual(['Deal', '商机']);
    await edit({ en: 'Deal', 'zh-CN': '商机' }, 'zh-CN');
    expect(boxes().map((each) => each.value)).toEqual(['商机', 'Deal']);
  });

  it('takes the other along while it is the same or empty, and leaves it alone once it is not', async () => {
    const same = await edit({ en: 'Deal', 'zh-CN': 'Deal' });
    await same.person.type(boxes()[0] as HTMLElement, 's');
    expect(same.now()).toEqual({ en: 'Deals', 'zh-CN': 'Deals' });
    const other = await edit({ en: 'Deal', 'zh-CN': '商机' });
    await other.person.type(boxes()[0] as HTMLElement, 's');
    expect(other.now()).toEqual({ en: 'Deals', 'zh-CN': '商机' });
    const empty = await edit({ en: 'Deal', 'zh-CN': '' });
    await empty.person.type(boxes()[0] as HTMLElement, 's');
    expect(empty.now()).toEqual({ en: 'Deals', 'zh-CN': 'Deals' });
  });
});

describe('a new part', () => {
  const make = async (taken: readonly string[] = [], language: 'en' | 'zh-CN' = 'en') => {
    const asked = { onClose: vi.fn(), onMake: vi.fn() };
    const drawn = await draw(<NewPartDialog open title="New stage" taken={new Set(taken)} {...asked} />, language);
    return { ...drawn, ...asked, name: boxes()[0] as HTMLElement, key: boxes()[2] as HTMLInputElement };
  };
  const add = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Add' });

  it('is made under the key that its name gives, or the one that was typed', async () => {
    const { person, name, key, onMake, onClose } = await make(['offer']);
    await person.type(name, 'Offer');
    expect(key.value).toBe('offer_2');
    await person.clear(key);
    await person.type(key, 'bid');
    await person.click(add());
    expect(onMake.mock.calls).toEqual([['bid', { en: 'Offer', 'zh-CN': 'Offer' }]]);
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it('is not made without a name or under a key that is taken', async () => {
    const { person, name, key } = await make(['offer']);
    expect(add().disabled).toBe(true);
    await person.type(name, 'Offer');
    expect(add().disabled).toBe(false);
    await person.clear(key);
    await person.type(key, 'offer');
    expect(add().disabled).toBe(true);
    expect(screen.getByText('This key is or was in use. Choose another one.')).toBeTruthy();
  });

  it('is written in Latin letters where its name is Chinese', async () => {
    const { person, name, key } = await make([], 'zh-CN');
    await waitFor(async () => {
      await person.clear(name);
      await person.type(name, '方案报价');
      expect(key.value).toBe('fang_an_bao_jia');
    });
  });
});

describe('what is wrong', () => {
  const fault = (n: number) => ({ path: `p${n}`, code: 'x', message: `Fault ${n}.` });

  it('is a line each, the first twelve', async () => {
    await draw(<FaultList type="error" title="Not yet" faults={Array.from({ length: 14 }, (_, i) => fault(i + 1))} />);
    const lines = screen.getAllByRole('listitem').map((each) => each.textContent);
    expect([lines.length, lines[0], lines.at(-1)]).toEqual([12, 'Fault 1.', 'Fault 12.']);
  });

  it('is nothing where nothing is', async () => {
    await draw(<FaultList type="error" title="Not yet" faults={[]} />);
    expect(screen.queryByText('Not yet')).toBeNull();
  });
});
