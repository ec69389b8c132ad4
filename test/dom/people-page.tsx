import type { TeamPerson } from '@pipewright/definition';
import type { Answers } from './server.ts';
import { visit } from './visit.tsx';
import { around } from './world.ts';

/** A name in both languages. */
export const label = (en: string, zh: string) => ({ en, 'zh-CN': zh });
/** Somebody of the company. */
export const member = (id: string, name: string, more: Partial<TeamPerson> = {}): TeamPerson => ({
  ...{
    id,
    name,
    email: `${id}@acme.cn`,
    department: null,
    admin: false,
    state: 'active',
    seen: '2026-03-10T09:30:00Z',
    link: null,
    roles: [],
    handing: null,
  },
  ...more,
});
const north = { id: 'a1', name: 'North', parent: null, manager: 'p2' };
/** A department at the top, one under it, and one beside it. */
export const departments = [
  north,
  { id: 'a2', name: 'Harbour', parent: 'a1', manager: null },
  { id: 'a3', name: 'South', parent: null, manager: null },
];
/** The one who looks, somebody who works in the harbour, and somebody who was invited. */
export const team = [
  member('p1', 'Li Na', { admin: true }),
  member('p2', 'Wang Lei', { department: 'a2', roles: [{ app: 'x', role: 'seller' }] }),
  member('p3', 'Chen Jing', { state: 'invited', link: '2999-01-01T08:00:00Z', seen: null }),
];
/** The one app, with its roles. */
export const apps = [
  {
    key: 'x',
    name: label('Sales app', '销售'),
    roles: [
      { key: 'seller', name: label('Seller', '销售') },
      { key: 'boss', name: label('Boss', '主管') },
    ],
  },
];
/** Opens the page of people as an administrator, or as somebody who is none. */
export const people = (more: Answers = {}, admin = true, look: Parameters<typeof visit>[2] = {}) =>
  visit(
    '/people',
    {
      ...around(undefined, admin),
      'GET /departments': { departments },
      'GET /team': { people: team, apps },
      'GET /people/p2/sessions': { sessions: [] },
      'GET /people/p3/sessions': { sessions: [] },
      ...more,
    },
    look,
  );
