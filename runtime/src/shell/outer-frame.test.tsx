import { describe, expect, it } from 'vitest';
import { account } from '../../../test/dom/account-page.tsx';
import { screen, within } from '../../../test/dom/draw.tsx';
import { around } from '../../../test/dom/world.ts';

describe('a page outside an app', () => {
  const buttons = async (name = 'Quick navigation') => {
    const ways = within(await screen.findByRole('navigation', { name }));
    return ways.getAllByRole('button').map((each) => [each.textContent, each.getAttribute('aria-current')]);
  };

  it('offers no search, for there is no app to search', async () => {
    await account();
    expect(await screen.findByRole('heading', { name: 'My account' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Search or go/ })).toBeNull();
    expect(screen.queryByRole('navigation')).toBeNull();
  });

  it('has its ways at the bottom of a phone, into the only app or to all of them, to the people for administrators alone', async () => {
    await account({}, { width: 360 });
    expect(await buttons()).toEqual([
      ['Sales app', null],
      ['My account', 'page'],
    ]);
    await account(around(undefined, true), { width: 360, language: 'zh-CN' });
    expect(await buttons('快捷导航')).toEqual([
      ['应用', null],
      ['人员', null],
      ['我的账户', 'page'],
    ]);
  });
});
