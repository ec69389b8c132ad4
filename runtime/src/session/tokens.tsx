import { endToken, Refused, readTokens } from '@pipewright/client';
import type { Token } from '@pipewright/definition';
import { Badge, Panel, useText } from '@pipewright/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button, Flex, List, Popconfirm, Typography } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { appsQuery } from '../data/queries.ts';
import { NewToken } from './new-token.tsx';

const day = (instant: string) => dayjs(instant).format('YYYY-MM-DD');

/** The tokens with which programs come in one's own name, and the ways to make one and to end one. */
export function Tokens() {
  const { t, say } = useText();
  const queries = useQueryClient();
  const { message } = AntApp.useApp();
  const [making, setMaking] = useState(false);
  const tokens = useQuery({ queryKey: ['tokens'], queryFn: readTokens });
  const apps = useQuery(appsQuery);
  const nameOf = (key: string) => {
    const name = apps.data?.apps.find((app) => app.key === key)?.name;
    return name ? say(name) : '';
  };
  const again = () => queries.invalidateQueries({ queryKey: ['tokens'] });
  const end = async ({ id }: Token) => {
    try {
      await endToken(id);
      void message.success(t('tokens.ended'));
    } catch (error) {
      void message.error(error instanceof Refused ? error.message : t('state.offline'));
    }
    return again();
  };
  const row = (token: Token) => {
    const over = dayjs(token.expires).isBefore(dayjs());
    const told = [
      nameOf(token.app),
      token.used ? t('tokens.used', { time: day(token.used) }) : t('tokens.unused'),
      over ? '' : t('tokens.expires', { time: day(token.expires) }),
    ];
    return (
      <List.Item
        key={token.id}
        actions={[
          <Popconfirm
            key="end"
            title={t('tokens.endAsk', { name: token.name })}
            okText={t('tokens.end')}
            okButtonProps={{ danger: true }}
            onConfirm={() => end(token)}
          >
            <Button size="small" aria-label={t('tokens.endOne', { name: token.name })}>
              {t('tokens.end')}
            </Button>
          </Popconfirm>,
        ]}
      >
        <List.Item.Meta
          title={
            <Flex gap="small" wrap>
              <Typography.Text strong>{token.name}</Typography.Text>
              <Badge color={over ? 'grey' : token.writes ? 'orange' : 'blue'}>
                {over ? t('tokens.expired') : t(token.writes ? 'tokens.writes' : 'tokens.reads')}
              </Badge>
            </Flex>
          }
          description={told.filter(Boolean).join(' · ')}
        />
      </List.Item>
    );
  };
  return (
    <Panel
      title={t('tokens.title')}
      actions={
        <Button onClick={() => setMaking(true)} disabled={!apps.data?.apps.length}>
          {t('tokens.make')}
        </Button>
      }
    >
      <Typography.Paragraph>{t('tokens.lead')}</Typography.Paragraph>
      {tokens.data && tokens.data.length === 0 && <Typography.Text type="secondary">{t('tokens.none')}</Typography.Text>}
      {tokens.data && tokens.data.length > 0 && <List dataSource={[...tokens.data]} renderItem={row} />}
      {making && <NewToken apps={apps.data?.apps ?? []} onMade={() => void again()} onClose={() => setMaking(false)} />}
    </Panel>
  );
}
