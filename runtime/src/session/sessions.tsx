import { DesktopOutlined, MobileOutlined } from '@ant-design/icons';
import { endOtherSessions, endSession, Refused } from '@pipewright/client';
import type { Session } from '@pipewright/definition';
import { Badge, look, momentText, Panel, useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App as AntApp, Button, Flex, Popconfirm } from 'antd';
import { shortAddress } from './short-address.ts';

const MOBILE = new Set(['iPhone', 'iPad', 'Android', 'HarmonyOS']);
const time = (instant: string) => momentText(instant);

/** Where one is signed in: every session with its device, and the ways to end one or all others. */
export function Sessions({ sessions }: { sessions: readonly Session[] }) {
  const { t } = useText();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { message } = AntApp.useApp();
  const end = async (ending: Promise<unknown>, here = false) => {
    try {
      await ending;
      if (!here) void message.success(t('account.ended'));
    } catch (error) {
      void message.error(error instanceof Refused ? error.message : t('state.offline'));
    }
    if (!here) return queries.invalidateQueries({ queryKey: ['account'] });
    queries.clear();
    return navigate({ to: '/sign-in' });
  };
  const nameOf = ({ device: { browser, system } }: Session) =>
    browser && system ? t('account.device', { browser, system }) : (browser ?? system ?? t('account.unknownDevice'));
  const others = sessions.length > 1 && (
    <Popconfirm
      title={t('account.endOthersAsk')}
      description={t('account.endOthersText')}
      okText={t('account.endOthers')}
      onConfirm={() => end(endOtherSessions())}
    >
      <Button>{t('account.endOthers')}</Button>
    </Popconfirm>
  );
  return (
    <Panel title={t('account.sessions')}>
      <p className={look.lead}>{t('account.sessionsLead')}</p>
      {others && <p>{others}</p>}
      <ul className={`${look.plain} ${look.ruled}`}>
        {sessions.map((session) => (
          <li key={session.id}>
            <Flex gap={12} align="center" wrap>
              {MOBILE.has(session.device.system ?? '') ? <MobileOutlined /> : <DesktopOutlined />}
              <div className={look.roomy}>
                <Flex gap={8} wrap>
                  <strong>{nameOf(session)}</strong>
                  {session.current && <Badge color="green">{t('account.here')}</Badge>}
                </Flex>
                <div className={`${look.aside} ${look.breaks}`}>
                  {[
                    session.current ? t('account.usedNow') : t('account.used', { time: time(session.used) }),
                    t('account.since', { time: time(session.since) }),
                    shortAddress(session.address),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </div>
              </div>
              <Button
                size="small"
                aria-label={t('account.endOne', { device: nameOf(session) })}
                onClick={() => void end(endSession(session.id), session.current)}
              >
                {t('shell.signOut')}
              </Button>
            </Flex>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
