import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import type { ListSearch } from './list-search.ts';
import { SetupPage } from './session/setup-page.tsx';
import { SignInPage } from './session/sign-in-page.tsx';
import { AppFrame } from './shell/app-frame.tsx';
import { Home } from './shell/home.tsx';

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
const listSearch = (raw: Record<string, unknown>): ListSearch => {
  const texts = Object.fromEntries(
    ['view', 'filter', 'sort', 'q', 'columns', 'record', 'pipeline'].flatMap((key) => (text(raw[key]) ? [[key, raw[key]]] : [])),
  );
  return { ...texts, ...(raw.deleted === true ? { deleted: true } : {}) };
};

const root = createRootRoute({ component: Outlet });
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: SignInPage,
  validateSearch: (raw: Record<string, unknown>): { to?: string } => (text(raw.to) ? { to: raw.to as string } : {}),
});
const setup = createRoute({ getParentRoute: () => root, path: '/setup', component: SetupPage });
const home = createRoute({ getParentRoute: () => root, path: '/', component: Home });
const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: lazyRouteComponent(() => import('./session/account-page.tsx'), 'AccountPage'),
});
const app = createRoute({ getParentRoute: () => root, path: '/a/$app', component: AppFrame });
const dashboard = createRoute({
  getParentRoute: () => app,
  path: '/dashboard/$dashboard',
  component: lazyRouteComponent(() => import('./dashboard/dashboard-page.tsx'), 'DashboardPage'),
});
const imports = createRoute({
  getParentRoute: () => app,
  path: '/import',
  component: lazyRouteComponent(() => import('./imports/import-page.tsx'), 'ImportPage'),
});
const list = createRoute({
  getParentRoute: () => app,
  path: '/$entity',
  component: lazyRouteComponent(() => import('./records/list-page.tsx'), 'ListPage'),
  validateSearch: listSearch,
});
const board = createRoute({
  getParentRoute: () => app,
  path: '/$entity/board',
  component: lazyRouteComponent(() => import('./records/board-page.tsx'), 'BoardPage'),
  validateSearch: listSearch,
});
const create = createRoute({
  getParentRoute: () => app,
  path: '/$entity/new',
  component: lazyRouteComponent(() => import('./records/new-page.tsx'), 'NewPage'),
});
const record = createRoute({
  getParentRoute: () => app,
  path: '/$entity/$id',
  component: lazyRouteComponent(() => import('./records/record-page.tsx'), 'RecordPage'),
});
const appHome = createRoute({
  getParentRoute: () => app,
  path: '/',
  component: lazyRouteComponent(() => import('./shell/app-home.tsx'), 'AppHome'),
});

/** The runtime's addresses. */
export const router = createRouter({
  routeTree: root.addChildren([signIn, setup, home, account, app.addChildren([appHome, dashboard, imports, create, board, list, record])]),
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
