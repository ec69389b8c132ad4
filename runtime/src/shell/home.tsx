import { AppstoreOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import { Refused } from '@pipewright/client';
import { laterOpened, useText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Card, Col, Empty, Flex, Row } from 'antd';
import { useEffect, useState } from 'react';
import { appsQuery, meQuery } from '../data/queries.ts';
import { TopBar } from './top-bar.tsx';

const NewAppDialog = laterOpened(() => import('./new-app.tsx').then((module) => module.NewAppDialog));

/** All apps a person can open, and for administrators a new one from a template. */
export function Home() {
  const { t, say } = useText();
  const navigate = useNavigate();
  const me = useQuery(meQuery);
  const apps = useQuery(appsQuery);
  const [making, setMaking] = useState(false);
  const unsigned = me.error instanceof Refused && me.error.status === 401;
  useEffect(() => {
    if (unsigned) void navigate({ to: '/sign-in', search: {} });
  }, [unsigned, navigate]);
  if (!me.data || !apps.data) return null;
  return (
    <>
      <TopBar inApp={{ me: me.data }} left={<strong style={{ padding: '0 8px' }}>Pipewright</strong>} />
      <main style={{ padding: 24, maxWidth: 1100, margin: '0 auto' }}>
        <Flex justify="space-between" align="center" wrap gap={8}>
          <h1 style={{ fontSize: 20, margin: '8px 0 16px' }}>{t('home.title')}</h1>
          {me.data.installationAdmin && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
              {t('home.new')}
            </Button>
          )}
        </Flex>
        {apps.data.apps.length === 0 && <Empty description={t(me.data.installationAdmin ? 'home.emptyAdmin' : 'home.empty')} />}
        <Row gutter={[16, 16]}>
          {apps.data.apps.map((app) => (
            <Col key={app.key} xs={24} sm={12} lg={8}>
              <Card>
                <Flex gap={12} align="center">
                  <AppstoreOutlined style={{ fontSize: 28 }} />
                  <div style={{ flex: 1, minWidth: 0 }}>
                    <Link to="/a/$app" params={{ app: app.key }} style={{ fontWeight: 600, fontSize: 16 }}>
                      {say(app.name)}
                    </Link>
                    <div style={{ opacity: 0.8, fontSize: 13 }}>{t('home.version', { version: app.version })}</div>
                  </div>
                  {app.admin && (
                    <Button
                      type="text"
                      icon={<EditOutlined />}
                      href={`/designer/?app=${app.key}`}
                      aria-label={t('home.design', { name: say(app.name) })}
                    />
                  )}
                </Flex>
              </Card>
            </Col>
          ))}
        </Row>
        <NewAppDialog open={making} onClose={() => setMaking(false)} />
      </main>
    </>
  );
}
