import type { Session, Token } from '@pipewright/definition';
import { screen, within } from './draw.tsx';
import type { Answers } from './server.ts';
import { visit } from './visit.tsx';

/** A session of one’s own. */
export const session = (id: string, more: Partial<Session> = {}): Session => ({
  id,
  device: { browser: 'Firefox', system: 'Windows' },
  address: '10.0.0.7',
  since: '2026-03-01T08:00:00',
  used: '2026-03-10T09:30:00',
  current: false,
  ...more,
});
/** This one and another one. */
export const sessions = [session('s1', { current: true }), session('s2', { device: { browser: 'Safari', system: 'iPhone' } })];
/** A token of one’s own. */
export const token = (id: string, more: Partial<Token> = {}): Token => ({
  id,
  name: 'Nightly export',
  app: 'x',
  writes: false,
  since: '2026-03-01T08:00:00',
  expires: '2999-01-31T08:00:00',
  used: null,
  ...more,
});
/** The name of the app. */
export const name = { en: 'Sales app', 'zh-CN': '销售' };
/** Opens the account. */
export const account = (more: Answers = {}, options: Parameters<typeof visit>[2] = {}) =>
  visit(
    '/account',
    {
      'GET /account': { name: 'Li Na', email: 'li@acme.cn', sessions },
      'GET /account/tokens': { tokens: [] },
      'GET /apps': { apps: [{ key: 'x', name, version: 3, admin: false }] },
      ...more,
    },
    options,
  );
/** A part of the page by its heading. */
export const panel = async (title: string) =>
  within((await screen.findByRole('heading', { name: title })).closest('.ant-card') as HTMLElement);
// What can be done with a line is a list of its own inside it.
/** x */
export const lines = (found: Awaited<ReturnType<typeof panel>>) => found.getAllByRole('listitem').flatMap((each) => each.textContent || []);
