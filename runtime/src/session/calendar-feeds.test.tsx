import { expect, it } from 'vitest';
import { account } from '../../../test/dom/account-page.tsx';
import { screen } from '../../../test/dom/draw.tsx';

it('shows the address of a new calendar once, with how it is used, and closes it, in Chinese too', async () => {
  const feed = { app: 'x', since: '2026-03-01T00:00:00Z', used: null };
  const { person, server } = await account({ 'PUT /account/feeds/x': { ...feed, token: 'secret' }, 'DELETE /account/feeds/x': {} });
  await person.click(await screen.findByRole('button', { name: 'Sales app: make an address' }));
  expect(await screen.findByText(`${window.location.origin}/api/calendar/secret.ics`)).toBeTruthy();
  expect(screen.getByText('Outlook: Add calendar, Subscribe from web.')).toBeTruthy();
  expect(server.writes().map(([what]) => what)).toEqual(['PUT /account/feeds/x']);
  await account({ 'GET /account/feeds': { feeds: [feed] } }, { language: 'zh-CN' });
  expect(await screen.findByText('日历订阅')).toBeTruthy();
  expect(await screen.findByText(/尚未读取/)).toBeTruthy();
});
