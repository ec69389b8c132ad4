import { MenuOutlined } from '@ant-design/icons';
import { keepSession, Refused } from '@pipewright/client';
import { Bar, Content, Frame, LookupContext, Result, TodayContext, useText } from '@pipewright/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { App as AntApp, Button, Drawer, Grid, Layout, Skeleton } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { AppContext } from '../data/app-context.ts';
import { speechOf } from '../data/found.ts';
import { makeLookup } from '../data/lookup.ts';
import { appQuery, meQuery } from '../data/queries.ts';
import { noteOpened } from '../data/recent.ts';
import { useRecordName } from '../data/record-name.ts';
import { Bell } from '../notices/bell.tsx';
import { useUnread } from '../notices/use-unread.ts';
import { MakingPlace } from '../record/make/making.tsx';
import { BottomBar } from './bottom-bar.tsx';
import { CommandPalette } from './command-palette.tsx';
import { useLiveUpdates } from './live.ts';
import * as css from './shell.module.css';
import { TopBar } from './top-bar.tsx';
import { useTitle } from './use-title.ts';
import { allWays, SideMenu, useWays, wayAt } from './ways.tsx';

const KEPT = 'pipewright.sider';

/** The frame around every page of an app: navigation at the side, who and where on top; at phone width the navigation is a drawer. */
export function AppFrame() {
  const { app: key } = useParams({ from: '/a/$app' });
  const { entity, id } = useParams({ strict: false });
  const { record } = useSearch({ strict: false });
  const { t, say, language } = useText();
  const navigate = useNavigate();
  const location = useLocation();
  const queries = useQueryClient();
  const me = useQuery(meQuery);
  const app = useQuery(appQuery(key));
  const wide = Grid.useBreakpoint().md !== false;
  const [folded, setFolded] = useState(() => localStorage.getItem(KEPT) === 'true');
  const [drawer, setDrawer] = useState(false);
  useLiveUpdates(key, app.isSuccess);
  useEffect(keepSession, []);
  const unsigned = [me.error, app.error].some((error) => error instanceof Refused && error.status === 401);
  useEffect(() => {
    if (unsigned) void navigate({ to: '/sign-in', search: { to: window.location.pathname + window.location.search } });
  }, [unsigned, navigate]);
  const lookup = useMemo(() => {
    return app.data && makeLookup(key, app.data.app, queries, speechOf({ say, language }, app.data.app));
  }, [key, app.data, queries, language, say]);
  const opened = id ?? record;
  const person = me.data?.user;
  useEffect(() => {
    if (person && entity && opened) noteOpened(key, person, { entity, id: opened });
  }, [key, person, entity, opened]);
  const { dataUpdatedAt: toldAt } = app;
  const inApp = useMemo(() => (app.data && me.data ? { ...app.data, me: me.data, toldAt } : undefined), [app.data, me.data, toldAt]);
  const ways = useWays(inApp);
  const all = allWays(ways);
  const at = wayAt(location.pathname, all);
  useTitle([useRecordName(inApp, entity, id), all.find((way) => way.key === at)?.label], useUnread(key, inApp !== undefined));
  if (app.error instanceof Refused && !unsigned) {
    return (
      <Result
        status="404"
        title={app.error.message}
        extra={<Button onClick={() => void navigate({ to: '/' })}>{t('shell.home')}</Button>}
      />
    );
  }
  if (!inApp || !lookup) {
    return (
      <Frame>
        {wide && <Layout.Sider theme="light" collapsible trigger={null} collapsed={folded} width={224} />}
        <Layout>
          <Bar />
          <Content>
            <Skeleton active paragraph={{ rows: 12 }} />
          </Content>
        </Layout>
      </Frame>
    );
  }
  const { app: definition } = inApp;
  const go = (to: string) => {
    setDrawer(false);
    if (to === 'designer') window.location.assign(`/designer/?app=${key}`);
    else void navigate({ to });
  };
  const menu = <SideMenu ways={ways} at={at} go={go} />;
  return (
    <AntApp>
      <AppContext.Provider value={inApp}>
        <LookupContext.Provider value={lookup}>
          <Frame>
            {wide && (
              <Layout.Sider
                className={css.side}
                theme="light"
                collapsible
                collapsed={folded}
                onCollapse={(next) => {
                  localStorage.setItem(KEPT, String(next));
                  setFolded(next);
                }}
                width={224}
              >
                <nav aria-label={t('shell.navigation')}>
                  <div className={css.name}>{folded ? say(definition.name).slice(0, 2) : say(definition.name)}</div>
                  {menu}
                </nav>
              </Layout.Sider>
            )}
            <Layout>
              <TopBar
                inApp={inApp}
                finds
                bell={<Bell />}
                left={
                  wide ? null : <Button type="text" icon={<MenuOutlined />} aria-label={t('shell.menu')} onClick={() => setDrawer(true)} />
                }
              />
              <Content className={css.content}>
                <TodayContext value={String(inApp.surroundings.today)}>
                  <MakingPlace>
                    <Outlet />
                  </MakingPlace>
                </TodayContext>
              </Content>
            </Layout>
            {!wide && <BottomBar ways={ways.pages.slice(0, 4)} at={at} go={go} />}
          </Frame>
          <Drawer
            open={drawer}
            onClose={() => setDrawer(false)}
            placement="left"
            size={260}
            title={say(definition.name)}
            styles={{ body: { padding: 0 } }}
          >
            {menu}
          </Drawer>
          <CommandPalette ways={ways} go={go} />
        </LookupContext.Provider>
      </AppContext.Provider>
    </AntApp>
  );
}
