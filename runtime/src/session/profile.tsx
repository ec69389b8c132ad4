import { call, Refused } from '@pipewright/client';
import type { Language, Me } from '@pipewright/definition';
import { changeLanguage, deviceZone, look, Panel, textIn, useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button, Form, Input, Select } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { zoneLabel, zoneOptions } from './zones.ts';

interface Values {
  readonly name: string;
  readonly language: Language;
  /** Empty for the zone of the machine. */
  readonly timeZone: string;
}

const LANGUAGES = [
  { value: 'zh-CN', label: '中文' },
  { value: 'en', label: 'English' },
];

/** Who one is: the name, the language and the clock, which one may change, and the address one signs in with, which an administrator may. */
export function Profile({ me, email }: { me: Me; email: string }) {
  const { t, language } = useText();
  const queries = useQueryClient();
  const { message } = AntApp.useApp();
  const [form] = Form.useForm<Values>();
  const [busy, setBusy] = useState(false);
  // What is chosen on the bar above is chosen here too.
  useEffect(() => form.setFieldValue('language', language), [form, language]);
  const zones = useMemo(
    () => [{ value: '', label: t('account.zoneDevice', { zone: zoneLabel(deviceZone(), language) }) }, ...zoneOptions(language)],
    [t, language],
  );
  const submit = async ({ name, language: chosen, timeZone }: Values) => {
    setBusy(true);
    try {
      await call('changeProfile', { body: { name, language: chosen, timeZone: timeZone || null } });
      if (chosen !== language) await changeLanguage(chosen);
      // In the language that is spoken from now on.
      void message.success(textIn(chosen, 'people.saved'));
      await Promise.all(['me', 'account', 'people', 'team'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
    } catch (error) {
      void message.error(error instanceof Refused ? error.message : t('state.offline'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel>
      <Form
        form={form}
        name="profile"
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: me.name, language, timeZone: me.timeZone ?? '' }}
        onFinish={submit}
        className={look.form}
      >
        <Form.Item name="name" label={t('account.name')} rules={[{ required: true, whitespace: true, message: t('setup.needed') }]}>
          <Input maxLength={100} autoComplete="name" />
        </Form.Item>
        <Form.Item label={t('account.email')} extra={t('account.emailHelp')}>
          <span className={look.breaks}>{email}</span>
        </Form.Item>
        <Form.Item name="language" label={t('account.language')}>
          <Select options={LANGUAGES} />
        </Form.Item>
        <Form.Item name="timeZone" label={t('account.zone')} extra={t('account.zoneHelp')}>
          <Select options={zones} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
        <Button htmlType="submit" loading={busy}>
          {t('action.save')}
        </Button>
      </Form>
    </Panel>
  );
}
