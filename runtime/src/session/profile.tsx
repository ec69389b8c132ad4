import { call, Refused } from '@pipewright/client';
import { look, Panel, useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button, Form, Input } from 'antd';
import { useState } from 'react';

/** Who one is: the name, which one may change, and the address one signs in with, which an administrator may. */
export function Profile({ name, email }: { name: string; email: string }) {
  const { t } = useText();
  const queries = useQueryClient();
  const { message } = AntApp.useApp();
  const [busy, setBusy] = useState(false);
  const submit = async (values: { name: string }) => {
    setBusy(true);
    try {
      await call('changeProfile', { body: { name: values.name } });
      void message.success(t('people.saved'));
      await Promise.all(['me', 'account', 'people', 'team'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
    } catch (error) {
      void message.error(error instanceof Refused ? error.message : t('state.offline'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel>
      <Form name="profile" layout="vertical" requiredMark={false} initialValues={{ name }} onFinish={submit} className={look.form}>
        <Form.Item name="name" label={t('account.name')} rules={[{ required: true, whitespace: true, message: t('setup.needed') }]}>
          <Input maxLength={100} autoComplete="name" />
        </Form.Item>
        <Form.Item label={t('account.email')} extra={t('account.emailHelp')}>
          <span className={look.breaks}>{email}</span>
        </Form.Item>
        <Button htmlType="submit" loading={busy}>
          {t('action.save')}
        </Button>
      </Form>
    </Panel>
  );
}
