import { makeToken, Refused } from '@pipewright/client';
import type { AppSummary, TokenWish } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { App as AntApp, Button, Form, Input, Modal, Radio, Select, Typography } from 'antd';
import { useState } from 'react';

const DAYS = [7, 30, 90, 365];

/** Makes a token, and shows it the one time that it can be seen. */
export function NewToken({ apps, onMade, onClose }: { apps: readonly AppSummary[]; onMade: () => void; onClose: () => void }) {
  const { t, say } = useText();
  const { message } = AntApp.useApp();
  const [made, setMade] = useState<{ readonly app: string; readonly token: string }>();
  const [busy, setBusy] = useState(false);
  const submit = async (wish: TokenWish) => {
    setBusy(true);
    try {
      setMade(await makeToken(wish));
      onMade();
    } catch (error) {
      void message.error(error instanceof Refused ? error.message : t('state.offline'));
    } finally {
      setBusy(false);
    }
  };
  const needed = [{ required: true, whitespace: true, message: t('setup.needed') }];
  const base = made && `${window.location.origin}/api/apps/${made.app}`;
  if (made)
    return (
      // A click beside it must not lose what is shown once.
      <Modal
        open
        title={t('tokens.made')}
        onCancel={onClose}
        mask={{ closable: false }}
        footer={
          <Button type="primary" onClick={onClose}>
            {t('tokens.done')}
          </Button>
        }
      >
        <Typography.Paragraph>{t('tokens.madeLead')}</Typography.Paragraph>
        <Typography.Paragraph copyable code>
          {made.token}
        </Typography.Paragraph>
        <Typography.Paragraph type="secondary">
          {t('tokens.address', { address: `${base}/records`, description: `${base}/openapi.json` })}
        </Typography.Paragraph>
      </Modal>
    );
  return (
    <Modal
      open
      title={t('tokens.make')}
      onCancel={onClose}
      okText={t('tokens.make')}
      okButtonProps={{ form: 'new-token', htmlType: 'submit', loading: busy }}
    >
      <Form
        id="new-token"
        layout="vertical"
        requiredMark={false}
        initialValues={{ app: apps[0]?.key, writes: false, days: 90 }}
        onFinish={submit}
      >
        <Form.Item name="name" label={t('tokens.name')} rules={needed}>
          <Input maxLength={80} placeholder={t('tokens.nameHint')} autoFocus />
        </Form.Item>
        <Form.Item name="app" label={t('tokens.app')}>
          <Select options={apps.map(({ key, name }) => ({ value: key, label: say(name) }))} />
        </Form.Item>
        <Form.Item name="writes" label={t('tokens.rights')}>
          <Radio.Group
            options={[
              { value: false, label: t('tokens.reads') },
              { value: true, label: t('tokens.writes') },
            ]}
          />
        </Form.Item>
        <Form.Item name="days" label={t('tokens.days')}>
          <Select options={DAYS.map((count) => ({ value: count, label: t('tokens.dayCount', { count }) }))} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
