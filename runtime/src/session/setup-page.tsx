import { call, Refused, signIn } from '@pipewright/client';
import { DarkSwitch, LanguageSwitch, useText } from '@pipewright/ui';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import * as css from './door.module.css';

interface Values {
  readonly company: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** The first administrator of a new installation, by the one-time link from the log. */
export function SetupPage() {
  const { t } = useText();
  const navigate = useNavigate();
  const [fault, setFault] = useState<string>();
  const token = new URLSearchParams(window.location.search).get('token') ?? '';
  const submit = async (values: Values) => {
    try {
      await call('setUp', { body: { token, ...values } });
      await signIn(values.email, values.password);
      await navigate({ to: '/' });
    } catch (error) {
      setFault(error instanceof Refused ? error.message : t('state.offline'));
    }
  };
  return (
    <main className={css.door}>
      <div className={css.corner}>
        <LanguageSwitch />
        <DarkSwitch />
      </div>
      <section className={css.panel}>
        <h1 className={css.name}>{t('setup.title')}</h1>
        <p>{t('setup.lead')}</p>
        {fault && <Alert type="error" showIcon title={fault} role="alert" className={css.fault} />}
        <Form layout="vertical" onFinish={submit}>
          {(['company', 'name', 'email', 'password'] as const).map((name) => (
            <Form.Item key={name} name={name} label={t(`setup.${name}`)} rules={[{ required: true, message: t('setup.needed') }]}>
              {name === 'password' ? (
                <Input.Password autoComplete="new-password" />
              ) : (
                <Input autoComplete={name === 'email' ? 'username' : 'off'} />
              )}
            </Form.Item>
          ))}
          <Button type="primary" htmlType="submit" block>
            {t('setup.go')}
          </Button>
        </Form>
      </section>
    </main>
  );
}
