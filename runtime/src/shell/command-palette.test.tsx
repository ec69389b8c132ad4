import { afterEach, describe, expect, it, vi } from 'vitest';
import { screen, waitFor } from '../../../test/dom/draw.tsx';
import { frame, press } from '../../../test/dom/frame-page.tsx';

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.removeItem('pipewright.sider');
});

describe('going somewhere by typing', () => {
  const open = async () => {
    const visited = await frame();
    await screen.findByText('Pump');
    await press('k', { ctrlKey: true });
    const input = await screen.findByRole('combobox', { name: 'Go to…' });
    return { ...visited, input };
  };
  const found = () => screen.getAllByRole('option').map((each) => [each.textContent, each.getAttribute('aria-selected')]);

  it('finds pages by a part of their name, and goes to the one that is marked', async () => {
    const { person, input, address } = await open();
    await person.type(input, 'DEAL');
    expect(found()).toEqual([
      ['Deals', 'true'],
      ['Deals pipeline', 'false'],
    ]);
    await person.type(input, '{ArrowDown}{ArrowDown}{ArrowUp}{ArrowDown}');
    expect(found().map(([, marked]) => marked)).toEqual(['false', 'true']);
    await person.clear(input);
    await person.type(input, 'firm{Enter}');
    await waitFor(() => expect(address()).toBe('/a/x/firm'));
  });

  it('says so where nothing is found', async () => {
    const { person, input } = await open();
    await person.type(input, 'zzz');
    expect(screen.queryAllByRole('option')).toEqual([]);
    expect(screen.getByText('Nothing found')).toBeTruthy();
  });

  it('begins anew each time it is opened', async () => {
    const { person, input } = await open();
    await person.type(input, 'deal{ArrowDown}');
    await person.click(screen.getAllByRole('button', { name: 'Close' })[0] as HTMLElement);
    await press('k', { metaKey: true });
    await waitFor(() => expect(found()[0]).toEqual(['Today', 'true']));
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Go to…' }).value).toBe('');
  });

  it('changes the language too, and opens from the bar', async () => {
    const { person } = await frame();
    await person.click(await screen.findByRole('button', { name: /Go to… · Ctrl K$/ }));
    await person.type(await screen.findByRole('combobox', { name: 'Go to…' }), '中文{Enter}');
    expect(await screen.findByRole('heading', { name: '商机' })).toBeTruthy();
  });
});
