/** Where the program of each page is fetched from. */
export const pages = {
  signIn: () => import('./session/sign-in-page.tsx'),
  setup: () => import('./session/setup-page.tsx'),
  forgotten: () => import('./session/forgotten-page.tsx'),
  join: () => import('./session/join-page.tsx'),
  people: () => import('./people/people-page.tsx'),
  account: () => import('./session/account-page.tsx'),
  home: () => import('./shell/home.tsx'),
  frame: () => import('./shell/app-frame.tsx'),
  none: () => import('./shell/none-page.tsx'),
  appHome: () => import('./shell/app-home.tsx'),
  today: () => import('./today/today-page.tsx'),
  dashboard: () => import('./dashboard/dashboard-page.tsx'),
  notices: () => import('./notices/inbox-page.tsx'),
  approvals: () => import('./approvals/approvals-page.tsx'),
  imports: () => import('./imports/import-page.tsx'),
  list: () => import('./list/list-page.tsx'),
  board: () => import('./board/board-page.tsx'),
  chance: () => import('./dashboard/chance-page.tsx'),
  future: () => import('./future/future-page.tsx'),
  create: () => import('./record/new-page.tsx'),
  record: () => import('./record/record-page.tsx'),
};

/** The name of a page. */
export type PageName = keyof typeof pages;

const OUTSIDE: Readonly<Record<string, PageName>> = {
  'sign-in': 'signIn',
  setup: 'setup',
  forgotten: 'forgotten',
  join: 'join',
  people: 'people',
  account: 'account',
  apps: 'home',
};
const INSIDE: Readonly<Record<string, PageName>> = { board: 'board', new: 'create', chance: 'chance', future: 'future' };

/** The pages that an address shows, one inside the other: `/a/crm/deal` is a list in the frame of an app. */
export function pagesAt(path: string): PageName[] {
  const [top, app, second, third] = path.split('/').filter(Boolean);
  if (top === undefined) return ['home'];
  if (top !== 'a' || !app) return Object.hasOwn(OUTSIDE, top) ? [OUTSIDE[top] as PageName] : [];
  if (!second) return ['frame', 'appHome'];
  if (second === 'import') return ['frame', 'imports'];
  if (second === 'notices') return ['frame', 'notices'];
  if (second === 'approvals') return ['frame', 'approvals'];
  if (second === 'today') return ['frame', 'today'];
  if (second === 'dashboard') return ['frame', 'dashboard'];
  return ['frame', third === undefined ? 'list' : (INSIDE[third] ?? 'record')];
}
