import { Refused, readAccount } from '@pipewright/client';
import { later, look, Page, Part, useText } from '@pipewright/ui';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Flex, Skeleton } from 'antd';
import { useEffect } from 'react';
import { meQuery } from '../data/queries.ts';
import { OuterFrame } from '../shell/outer-frame.tsx';
import { NoticeMail } from './notice-mail.tsx';
import { PasswordForm } from './password-form.tsx';
import { Profile } from './profile.tsx';
import { Sessions } from './sessions.tsx';
import { Tokens } from './tokens.tsx';

const CalendarFeeds = later(() => import('./calendar-feeds.tsx').then((module) => module.CalendarFeeds));

/** Asked afresh whenever the page is looked at. */
const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: readAccount,
  staleTime: 0,
  refetchOnWindowFocus: true,
});

/** The page of one's own account: who I am, what comes by mail, my password, and where I am signed in. */
export function AccountPage() {
  const { t } = useText();
  const navigate = useNavigate();
  const me = useQuery(meQuery);
  const account = useQuery(accountQuery);
  const unsigned = [me.error, account.error].some((error) => error instanceof Refused && error.status === 401);
  useEffect(() => {
    if (unsigned) void navigate({ to: '/sign-in', search: { to: '/account' } });
  }, [unsigned, navigate]);
  if (!me.data || !account.data) return <Skeleton active className={look.page} />;
  const { email, sessions } = account.data;
  return (
    <OuterFrame me={me.data} slim>
      <Page title={t('account.title')}>
        <Flex vertical gap={16}>
          <Profile me={me.data} email={email} />
          <NoticeMail me={me.data} />
          <Sessions sessions={sessions} />
          <PasswordForm email={email} />
          <Tokens />
          <Part>
            <CalendarFeeds />
          </Part>
        </Flex>
      </Page>
    </OuterFrame>
  );
}
