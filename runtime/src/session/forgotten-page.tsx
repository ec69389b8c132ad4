import { call, Refused } from '@pipewright/client';
import { useText } from '@pipewright/ui';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import * as css from './door.module.css';
import { Door } from './door.tsx';

/** Where whoever forgot the password asks for a link to a new one. What is said is the same whether the address is known or not. */
export function ForgottenPage() {
  const { t } = useText();
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState(false);
  const submit = async ({ email }: { email: string }) => {
    setBusy(true);
    setFault(undefined);
    try {
      await call('forgotPassword', { body: { email: email.trim() } });
      setAsked(true);
    } catch (error) {
      setFault(error instanceof Refused && error.status < 500 ? error.message : t('state.offline'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Door name={t('forgotten.title')} lead={asked ? '' : t('forgotten.lead')} fault={fault}>
      {asked ? (
        <Alert type="success" showIcon role="status" title={t('forgotten.asked')} />
      ) : (
        <Form name="forgotten" layout="vertical" requiredMark={false} onFinish={submit}>
          <Form.Item
            name="email"
            label={t('signIn.email')}
            rules={[
              { required: true, whitespace: true, message: t('signIn.emailNeeded') },
              { type: 'email', transform: (text: string) => text.trim(), message: t('people.emailForm') },
            ]}
          >
            <Input maxLength={254} size="large" autoComplete="username" inputMode="email" autoFocus />
          </Form.Item>
          <Button type="primary" htmlType="submit" block size="large" loading={busy}>
            {t('forgotten.go')}
          </Button>
        </Form>
      )}
      <p className={css.other}>
        <Link to="/sign-in">{t('forgotten.back')}</Link>
      </p>
    </Door>
  );
}
