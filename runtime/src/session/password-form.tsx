import { changePassword, Refused } from '@pipewright/client';
import { look, Panel, useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';

interface Values {
  readonly current: string;
  readonly password: string;
  readonly others: boolean;
}

/** Changes the password; the server's words stand beside the input that they are about. */
export function PasswordForm({ email }: { email: string }) {
  const { t } = useText();
  const queries = useQueryClient();
  const { message } = AntApp.useApp();
  const [form] = Form.useForm<Values>();
  const [busy, setBusy] = useState(false);
  const submit = async ({ current, password, others }: Values) => {
    setBusy(true);
    try {
      await changePassword(current, password, !others);
      form.resetFields();
      void message.success(t(others ? 'account.changedOthers' : 'account.changed'));
    } catch (error) {
      const issues = error instanceof Refused ? error.issues : [];
      const inputs = issues.filter(({ path }) => path === 'current' || path === 'password');
      form.setFields(inputs.map(({ path, message: words }) => ({ name: path as keyof Values, errors: [words] })));
      if (inputs.length === 0) void message.error(error instanceof Refused ? error.message : t('state.offline'));
    } finally {
      setBusy(false);
      void queries.invalidateQueries({ queryKey: ['account'] });
    }
  };
  const needed = [{ required: true, message: t('setup.needed') }];
  return (
    <Panel title={t('account.password')}>
      <p className={look.lead}>{t('account.passwordLead')}</p>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ others: true }} onFinish={submit} className={look.form}>
        {/* Where password keepers look for whose password this is. */}
        <input hidden type="text" autoComplete="username" value={email} readOnly />
        <Form.Item name="current" label={t('account.current')} rules={needed}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="password" label={t('account.new')} extra={t('account.newHelp')} rules={needed}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item name="others" valuePropName="checked">
          <Checkbox>{t('account.othersToo')}</Checkbox>
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('account.password')}
        </Button>
      </Form>
    </Panel>
  );
}
