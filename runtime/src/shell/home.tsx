import { AppstoreOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import { Refused } from '@pipewright/client';
import { laterOpened, look, Nothing, Page, Panel, Result, useText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, useLocation, useNavigate } from '@tanstack/react-router';
import { Button, Col, Flex, Row } from 'antd';
import { useEffect, useState } from 'react';
import { appsQuery, meQuery } from '../data/queries.ts';
import { OuterFrame } from './outer-frame.tsx';
import { useTitle } from './use-title.ts';

const NewAppDialog = laterOpened(() => import('./new-app.tsx').then((module) => module.NewAppDialog));

/** All apps a person can open, and for administrators a new one from a template. Whoever has but one is led into it by the address `/`. */
export function Home() {
  const { t, say } = useText();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const me = useQuery(meQuery);
  const apps = useQuery(appsQuery);
  const [making, setMaking] = useState(false);
  useTitle([t('home.title')]);
  const unsigned = me.error instanceof Refused && me.error.status === 401;
  useEffect(() => {
    if (unsigned) void navigate({ to: '/sign-in', search: {} });
  }, [unsigned, navigate]);
  const fault = unsigned ? null : (me.error ?? apps.error);
  if (fault) return <Result status="warning" title={fault.message} />;
  if (!me.data || !apps.data) return null;
  const [only, ...others] = apps.data.apps;
  if (only && others.length === 0 && pathname === '/') return <Navigate to="/a/$app" params={{ app: only.key }} replace />;
  return (
    <OuterFrame me={me.data}>
      <Page
        title={t('home.title')}
        actions={
          me.data.installationAdmin && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
              {t('home.new')}
            </Button>
          )
        }
      >
        {apps.data.apps.length === 0 && <Nothing of="apps" text={t(me.data.installationAdmin ? 'home.emptyAdmin' : 'home.empty')} />}
        <Row gutter={[16, 16]}>
          {apps.data.apps.map((app) => (
            <Col key={app.key} xs={24} sm={12} lg={8}>
              <Panel>
                <Flex gap={12} align="center">
                  <AppstoreOutlined className={look.sign} />
                  <div className={look.rest}>
                    <Link to="/a/$app" params={{ app: app.key }} className={look.strong}>
                      {say(app.name)}
                    </Link>
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
              </Panel>
            </Col>
          ))}
        </Row>
        <NewAppDialog open={making} onClose={() => setMaking(false)} />
      </Page>
    </OuterFrame>
  );
}
