import { call, Refused, signIn } from '@pipewright/client';
import { useText } from '@pipewright/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Door } from './door.tsx';

/** Where a link leads: whoever holds it chooses a password, once, and is in. The token stands behind the `#`, which no server is ever sent. */
export function JoinPage() {
  const { t } = useText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [form] = Form.useForm<{ password: string }>();
  const [token] = useState(() => window.location.hash.slice(1));
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  // A link that is used up is not asked about again: it would be counted as a guess.
  const [used, setUsed] = useState(false);
  const link = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => call('readInvitation', { body: { token } }),
    retry: false,
    enabled: !used,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const submit = async ({ password }: { password: string }) => {
    setBusy(true);
    setFault(undefined);
    try {
      const { email } = await call('acceptInvitation', { body: { token, password } });
      setUsed(true);
      await signIn(email, password);
      queries.clear();
      await navigate({ to: '/' });
    } catch (error) {
      const issues = error instanceof Refused ? error.issues.filter(({ path }) => path === 'password') : [];
      form.setFields([{ name: 'password', errors: issues.map(({ message }) => message) }]);
      if (issues.length === 0) setFault(error instanceof Refused ? error.message : t('state.offline'));
    } finally {
      setBusy(false);
    }
  };
  if (link.error)
    return (
      <Door name={t('join.over')} lead="" fault={link.error instanceof Refused ? link.error.message : t('state.offline')}>
        <Link to="/sign-in">{t('signIn.go')}</Link>
      </Door>
    );
  if (!link.data) return null;
  const { company, name, email, returns } = link.data;
  return (
    <Door
      name={t(returns ? 'join.reset' : 'join.title', { company })}
      lead={t(returns ? 'join.resetLead' : 'join.lead', { name, company })}
      fault={fault}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
        <Form.Item label={t('signIn.email')} htmlFor="join-email">
          <Input id="join-email" value={email} readOnly autoComplete="username" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t(returns ? 'account.new' : 'signIn.password')}
          extra={t('account.newHelp')}
          rules={[{ required: true, message: t('signIn.passwordNeeded') }]}
        >
          <Input.Password autoComplete="new-password" autoFocus />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={busy}>
          {t(returns ? 'join.resetGo' : 'join.go')}
        </Button>
      </Form>
    </Door>
  );
}
