import { fetchPart } from '@pipewright/ui';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import type { ApprovalsSearch } from './approvals/approvals-search.ts';
import type { DashboardSearch } from './dashboard/dashboard-search.ts';
import { addressTexts } from './data/address-texts.ts';
import type { ListSearch, NewSearch } from './data/list-search.ts';
import type { InboxSearch } from './notices/inbox-search.ts';
import { pages } from './pages.ts';
import { PageFault } from './shell/page-fault.tsx';
import { todaySearch } from './today/today-search.ts';

const listSearch = (raw: Record<string, unknown>): ListSearch => ({
  ...addressTexts(raw, ['view', 'filter', 'sort', 'q', 'columns', 'group', 'record', 'pipeline']),
  ...(raw.deleted === true ? { deleted: true } : {}),
});

const root = createRootRoute({ component: Outlet });
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => fetchPart(pages.signIn), 'SignInPage'),
  validateSearch: (raw: Record<string, unknown>): { to?: string } => addressTexts(raw, ['to']),
});
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => fetchPart(pages.setup), 'SetupPage'),
});
const join = createRoute({
  getParentRoute: () => root,
  path: '/join',
  component: lazyRouteComponent(() => fetchPart(pages.join), 'JoinPage'),
});
const forgotten = createRoute({
  getParentRoute: () => root,
  path: '/forgotten',
  component: lazyRouteComponent(() => fetchPart(pages.forgotten), 'ForgottenPage'),
});
const people = createRoute({
  getParentRoute: () => root,
  path: '/people',
  component: lazyRouteComponent(() => fetchPart(pages.people), 'PeoplePage'),
});
const home = createRoute({ getParentRoute: () => root, path: '/', component: lazyRouteComponent(() => fetchPart(pages.home), 'Home') });
const apps = createRoute({ getParentRoute: () => root, path: '/apps', component: lazyRouteComponent(() => fetchPart(pages.home), 'Home') });
const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: lazyRouteComponent(() => fetchPart(pages.account), 'AccountPage'),
});
const app = createRoute({
  getParentRoute: () => root,
  path: '/a/$app',
  component: lazyRouteComponent(() => fetchPart(pages.frame), 'AppFrame'),
});
const today = createRoute({
  getParentRoute: () => app,
  path: '/today',
  component: lazyRouteComponent(() => fetchPart(pages.today), 'TodayPage'),
  validateSearch: todaySearch,
});
const dashboard = createRoute({
  getParentRoute: () => app,
  path: '/dashboard/$dashboard',
  component: lazyRouteComponent(() => fetchPart(pages.dashboard), 'DashboardPage'),
  validateSearch: (raw: Record<string, unknown>): DashboardSearch => addressTexts(raw, ['period', 'department', 'owner']),
});
const notices = createRoute({
  getParentRoute: () => app,
  path: '/notices',
  component: lazyRouteComponent(() => fetchPart(pages.notices), 'InboxPage'),
  validateSearch: (raw: Record<string, unknown>): InboxSearch => addressTexts(raw, ['show', 'topic', 'entity', 'record']),
});
const approvals = createRoute({
  getParentRoute: () => app,
  path: '/approvals',
  component: lazyRouteComponent(() => fetchPart(pages.approvals), 'ApprovalsPage'),
  validateSearch: (raw: Record<string, unknown>): ApprovalsSearch => addressTexts(raw, ['show', 'approval']),
});
const imports = createRoute({
  getParentRoute: () => app,
  path: '/import',
  component: lazyRouteComponent(() => fetchPart(pages.imports), 'ImportPage'),
});
const list = createRoute({
  getParentRoute: () => app,
  path: '/$entity',
  component: lazyRouteComponent(() => fetchPart(pages.list), 'ListPage'),
  validateSearch: listSearch,
});
const board = createRoute({
  getParentRoute: () => app,
  path: '/$entity/board',
  component: lazyRouteComponent(() => fetchPart(pages.board), 'BoardPage'),
  validateSearch: listSearch,
});
const create = createRoute({
  getParentRoute: () => app,
  path: '/$entity/new',
  component: lazyRouteComponent(() => fetchPart(pages.create), 'NewPage'),
  validateSearch: (raw: Record<string, unknown>): NewSearch => addressTexts(raw, ['stage', 'pipeline', 'link', 'to']),
});
const chance = createRoute({
  getParentRoute: () => app,
  path: '/$entity/chance',
  component: lazyRouteComponent(() => fetchPart(pages.chance), 'ChancePage'),
});
const future = createRoute({
  getParentRoute: () => app,
  path: '/$entity/future',
  component: lazyRouteComponent(() => fetchPart(pages.future), 'FuturePage'),
});
const record = createRoute({
  getParentRoute: () => app,
  path: '/$entity/$id',
  component: lazyRouteComponent(() => fetchPart(pages.record), 'RecordPage'),
});
const appHome = createRoute({
  getParentRoute: () => app,
  path: '/',
  component: lazyRouteComponent(() => fetchPart(pages.appHome), 'AppHome'),
});

const routeTree = root.addChildren([
  signIn,
  setup,
  join,
  forgotten,
  home,
  apps,
  people,
  account,
  app.addChildren([appHome, today, notices, approvals, dashboard, imports, create, board, chance, future, list, record]),
]);

const NonePage = lazyRouteComponent(() => fetchPart(pages.none), 'NonePage');

/** The runtime's addresses, beginning at that of the window. */
export const newRouter = () =>
  createRouter({
    routeTree,
    defaultPreload: 'intent',
    defaultErrorComponent: PageFault,
    defaultNotFoundComponent: NonePage,
    defaultPendingComponent: () => <div className="pw-start" />,
    defaultPendingMs: 200,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof newRouter>;
  }
}
