import { LockOutlined, MailOutlined } from '@ant-design/icons';
import { callApi, Refused, signIn } from '@pipewright/client';
import { DarkSwitch, LanguageSwitch, useText } from '@pipewright/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Button, Card, Flex, Form, Input } from 'antd';
import { useState } from 'react';

interface Help {
  readonly demo?: { readonly email: string; readonly password: string; readonly sales: string; readonly manager: string };
}

/** Sign-in. In the embedded demo it names the demo accounts and fills them in. */
export function SignInPage() {
  const { t } = useText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { to } = useSearch({ from: '/sign-in' });
  const [form] = Form.useForm<{ email: string; password: string }>();
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const help = useQuery({ queryKey: ['help'], queryFn: () => callApi<Help>('/sign-in-help') });
  const demo = help.data?.demo;
  const submit = async ({ email, password }: { email: string; password: string }) => {
    setBusy(true);
    setFault(undefined);
    try {
      await signIn(email.trim(), password);
      queries.clear();
      await navigate({ to: to?.startsWith('/') && !to.startsWith('//') ? to : '/' });
    } catch (error) {
      setFault(
        t(
          error instanceof Refused && error.status === 429
            ? 'signIn.tooMany'
            : error instanceof Refused && error.status < 500
              ? 'signIn.wrong'
              : 'state.offline',
        ),
      );
    } finally {
      setBusy(false);
    }
  };
  const fill = (email: string) => {
    form.setFieldsValue({ email, password: demo?.password ?? '' });
    form.submit();
  };
  return (
    <Flex
      component="main"
      vertical
      align="center"
      justify="center"
      gap={16}
      style={{ minHeight: '100vh', padding: 16, boxSizing: 'border-box' }}
    >
      <Flex gap={4} style={{ position: 'absolute', insetInlineEnd: 12, top: 12 }}>
        <LanguageSwitch />
        <DarkSwitch />
      </Flex>
      <Card style={{ width: 380, maxWidth: '100%' }}>
        <h1 style={{ fontSize: 24, lineHeight: 1.35, margin: '0 0 12px' }}>Pipewright</h1>
        <p>{t('signIn.lead')}</p>
        {fault && <Alert type="error" showIcon title={fault} role="alert" style={{ marginBottom: 16 }} />}
        <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
          <Form.Item name="email" label={t('signIn.email')} rules={[{ required: true, message: t('signIn.emailNeeded') }]}>
            <Input prefix={<MailOutlined />} autoComplete="username" inputMode="email" size="large" />
          </Form.Item>
          <Form.Item name="password" label={t('signIn.password')} rules={[{ required: true, message: t('signIn.passwordNeeded') }]}>
            <Input.Password prefix={<LockOutlined />} autoComplete="current-password" size="large" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block size="large" loading={busy}>
            {t('signIn.go')}
          </Button>
        </Form>
      </Card>
      {demo && (
        <Card size="small" style={{ width: 380, maxWidth: '100%' }}>
          <p style={{ marginTop: 0 }}>{t('signIn.demo', { password: demo.password })}</p>
          <Flex vertical gap={6}>
            {(['email', 'manager', 'sales'] as const).map((who) => (
              <Button key={who} onClick={() => fill(demo[who])}>
                {t(`signIn.as.${who}`)} · {demo[who]}
              </Button>
            ))}
          </Flex>
        </Card>
      )}
    </Flex>
  );
}
