import { call, Refused, signIn } from '@pipewright/client';
import { useText } from '@pipewright/ui';
import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Door } from './door.tsx';

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
    <Door name={t('setup.title')} lead={t('setup.lead')} fault={fault}>
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
    </Door>
  );
}
