import { AppstoreOutlined, TeamOutlined, UserOutlined } from '@ant-design/icons';
import { Alone, Frame, look, useText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { App as AntApp, Grid } from 'antd';
import type { ReactNode } from 'react';
import type { InApp } from '../data/app-context.ts';
import { appsQuery } from '../data/queries.ts';
import { BottomBar } from './bottom-bar.tsx';
import { TopBar } from './top-bar.tsx';

/** The frame around a page that belongs to no app: who one is on top, and at phone width the ways to its like at the bottom. What `beside` holds is drawn outside the page. */
export function OuterFrame({
  me,
  slim = false,
  beside,
  children,
}: {
  me: InApp['me'];
  slim?: boolean;
  beside?: ReactNode;
  children: ReactNode;
}) {
  const { t, say } = useText();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const wide = Grid.useBreakpoint().md !== false;
  const apps = useQuery(appsQuery);
  const [only, ...others] = apps.data?.apps ?? [];
  const listed = pathname === '/' || pathname === '/apps';
  // Whoever has but one app goes back into it rather than to a list of one.
  const into = only && others.length === 0 && !me.installationAdmin && !listed;
  const ways = [
    { key: into ? `/a/${only.key}` : '/apps', icon: <AppstoreOutlined />, label: into ? say(only.name) : t('home.title') },
    ...(me.installationAdmin ? [{ key: '/people', icon: <TeamOutlined />, label: t('people.short') }] : []),
    { key: '/account', icon: <UserOutlined />, label: t('account.title') },
  ];
  return (
    <AntApp>
      <Frame>
        <TopBar
          inApp={{ me }}
          left={
            <Link to="/" className={look.brand}>
              Pipewright
            </Link>
          }
        />
        <Alone slim={slim}>{children}</Alone>
        {!wide && <BottomBar ways={ways} at={listed ? '/apps' : pathname} go={(to) => void navigate({ to })} />}
      </Frame>
      {beside}
    </AntApp>
  );
}
