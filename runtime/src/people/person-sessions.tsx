import { call } from '@pipewright/client';
import { look, momentText, useText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { Button, Flex } from 'antd';
import * as css from './people.module.css';
import { useDeed } from './team.ts';

/** Where a person is signed in, and the ways to end it. */
export function PersonSessions({ user }: { user: string }) {
  const { t } = useText();
  const deed = useDeed();
  const found = useQuery({ queryKey: ['person sessions', user], queryFn: () => call('listPersonSessions', { user }), staleTime: 0 });
  const sessions = found.data?.sessions ?? [];
  return (
    <>
      <h3 className={css.section}>{t('people.sessions')}</h3>
      {found.isSuccess && sessions.length === 0 && <p className={look.quiet}>{t('people.sessionsNone')}</p>}
      <ul className={`${look.plain} ${look.ruled}`}>
        {sessions.map(({ id, device: { browser, system }, used, address }) => {
          const device = browser && system ? t('account.device', { browser, system }) : (browser ?? system ?? t('account.unknownDevice'));
          return (
            <li key={id}>
              <Flex gap={8} align="center">
                <div className={look.rest}>
                  <div>{device}</div>
                  <div className={`${look.aside} ${look.breaks}`}>
                    {[t('account.used', { time: momentText(used) }), address].filter(Boolean).join(' · ')}
                  </div>
                </div>
                <Button
                  size="small"
                  aria-label={t('account.endOne', { device })}
                  onClick={() => void deed(call('endPersonSession', { user, id }), t('account.ended'))}
                >
                  {t('shell.signOut')}
                </Button>
              </Flex>
            </li>
          );
        })}
      </ul>
      {sessions.length > 1 && (
        <Button className={look.after} onClick={() => void deed(call('endPersonSessions', { user }), t('account.ended'))}>
          {t('people.endAll')}
        </Button>
      )}
    </>
  );
}
