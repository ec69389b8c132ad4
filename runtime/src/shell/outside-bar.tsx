import { AppstoreOutlined, TeamOutlined, UserOutlined } from '@ant-design/icons';
import type { Me } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { Grid } from 'antd';
import { appsQuery } from '../data/queries.ts';
import { BottomBar } from './bottom-bar.tsx';

/** The bar under the thumb on pages that stand in no app: to the apps, or into the only one, and to the other such pages. */
export function OutsideBar({ me }: { me: Me }) {
  const { t, say } = useText();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const wide = Grid.useBreakpoint().md !== false;
  const apps = useQuery(appsQuery);
  if (wide || !apps.data) return null;
  const [only, ...others] = apps.data.apps;
  const listed = pathname === '/' || pathname === '/apps';
  const into = only && others.length === 0 && !me.installationAdmin && !listed;
  const ways = [
    { key: into ? `/a/${only.key}` : '/apps', icon: <AppstoreOutlined />, label: into ? say(only.name) : t('home.title') },
    ...(me.installationAdmin ? [{ key: '/people', icon: <TeamOutlined />, label: t('people.short') }] : []),
    { key: '/account', icon: <UserOutlined />, label: t('account.title') },
  ];
  return <BottomBar ways={ways} at={listed ? '/apps' : pathname} go={(to) => void navigate({ to })} />;
}
