import { AppstoreOutlined, SearchOutlined, UserOutlined } from '@ant-design/icons';
import { signOut, signOutEverywhere } from '@pipewright/client';
import { Bar, DarkSwitch, LanguageSwitch, look, useText } from '@pipewright/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { Button, Dropdown, Grid } from 'antd';
import type { ReactNode } from 'react';
import type { InApp } from '../data/app-context.ts';
import { keepOwnLanguage } from '../data/own.ts';
import { appsQuery } from '../data/queries.ts';
import { openPalette } from './command-palette.tsx';

/** Where the apps are listed. */
const LISTS = ['/', '/apps'];

/** The bar on top: the list of apps where there are others, in an app search and commands, what the person was told, language, light or dark, and the person. */
export function TopBar({
  inApp,
  left,
  finds = false,
  bell,
}: {
  inApp: Pick<InApp, 'me'> | undefined;
  left: ReactNode;
  /** True where there is an app to search. */
  finds?: boolean;
  bell?: ReactNode;
}) {
  const { t } = useText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const wide = Grid.useBreakpoint().md !== false;
  const { pathname } = useLocation();
  const apps = useQuery({ ...appsQuery, enabled: inApp !== undefined });
  const choosable = inApp?.me.installationAdmin || (apps.data?.apps.length ?? 0) > 1;
  const leave = async (everywhere: boolean) => {
    // A session that has ended already is left all the same.
    await (everywhere ? signOutEverywhere() : signOut()).catch(() => undefined);
    queries.clear();
    await navigate({ to: '/sign-in' });
  };
  return (
    <Bar>
      {left}
      {choosable && !LISTS.includes(pathname) && (wide || pathname.startsWith('/a/')) && (
        <Button
          type="text"
          icon={<AppstoreOutlined />}
          aria-label={t('nav.apps')}
          title={t('nav.apps')}
          onClick={() => void navigate({ to: '/apps' })}
        />
      )}
      {finds && (
        <Button icon={<SearchOutlined />} onClick={openPalette} {...(wide ? {} : { 'aria-label': t('shell.palette') })}>
          {wide && <span>{t('shell.palette')} · Ctrl K</span>}
        </Button>
      )}
      <div className={look.rest} />
      {bell}
      <LanguageSwitch onChange={keepOwnLanguage} />
      <DarkSwitch />
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'account', label: t('account.title') },
            ...(inApp?.me.installationAdmin ? [{ key: 'people', label: t('people.title') }] : []),
            { type: 'divider' },
            { key: 'one', label: t('shell.signOut') },
            { key: 'all', label: t('shell.signOutEverywhere') },
          ],
          onClick: ({ key }) => void (key === 'account' || key === 'people' ? navigate({ to: `/${key}` }) : leave(key === 'all')),
        }}
      >
        <Button type="text" icon={<UserOutlined />} aria-label={t('shell.person', { name: inApp?.me.name ?? '' })}>
          {wide ? inApp?.me.name : null}
        </Button>
      </Dropdown>
    </Bar>
  );
}
