import { call, Refused } from '@pipewright/client';
import { MAIL_WAYS, type MailWish, type Me, NOTICE_TOPICS } from '@pipewright/definition';
import { bringWords, deviceZone, laterWords, look, Panel, useText } from '@pipewright/ui';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App as AntApp, Button, Checkbox, Flex, Form, Input, Select, Skeleton, Switch, Typography } from 'antd';
import { useEffect, useRef, useState } from 'react';
import * as css from './notice-mail.module.css';
import { zoneLabel } from './zones.ts';

bringWords(laterWords);

/** Where a letter leads whoever wants other mails, or none. */
const PLACE = 'mail';
const wishQuery = queryOptions({ queryKey: ['mail wish'], queryFn: () => call('readMailWish', {}) });

interface Values extends Omit<MailWish, 'quiet' | 'timeZone'> {
  readonly hasQuiet: boolean;
  readonly quiet: { readonly from: string; readonly to: string };
}

/** Which notices one gets by mail and when; in the app there are all of them. */
export function NoticeMail({ me }: { me: Me }) {
  const { t } = useText();
  const place = useRef<HTMLDivElement>(null);
  const { data } = useQuery(wishQuery);
  const known = data !== undefined;
  useEffect(() => {
    if (known && window.location.hash === `#${PLACE}`) place.current?.scrollIntoView();
  }, [known]);
  return (
    <div ref={place} id={PLACE}>
      <Panel title={t('mail.title')}>
        <Typography.Paragraph>{t('mail.lead')}</Typography.Paragraph>
        {data && !data.mail && <Alert type="info" showIcon title={t('mail.none')} className={look.note ?? ''} />}
        {data ? <WishForm wish={data.wish} zone={me.timeZone ?? deviceZone()} /> : <Skeleton active title={false} />}
      </Panel>
    </div>
  );
}

function WishForm({ wish, zone }: { wish: MailWish; zone: string }) {
  const { t, language } = useText();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [busy, setBusy] = useState(false);
  const quiet = Form.useWatch('hasQuiet', form) ?? wish.quiet !== null;
  const submit = async ({ hasQuiet, ...values }: Values) => {
    setBusy(true);
    try {
      await call('changeMailWish', { body: { ...values, quiet: hasQuiet ? values.quiet : null, timeZone: deviceZone() } });
      void message.success(t('people.saved'));
      await queries.invalidateQueries({ queryKey: wishQuery.queryKey });
    } catch (error) {
      void message.error(error instanceof Refused ? error.message : t('state.offline'));
    } finally {
      setBusy(false);
    }
  };
  const hour = (name: 'digestAt' | ['quiet', 'from' | 'to'], label: string) => (
    <Form.Item name={name} label={label} rules={[{ required: true, message: t('setup.needed') }]}>
      <Input type="time" className={css.hour ?? ''} />
    </Form.Item>
  );
  return (
    <Form
      form={form}
      name="mail"
      layout="vertical"
      requiredMark={false}
      initialValues={{ ...wish, hasQuiet: wish.quiet !== null, quiet: wish.quiet ?? { from: '22:00', to: '08:00' } }}
      onFinish={submit}
    >
      <div className={css.topics}>
        {NOTICE_TOPICS.map((topic) => (
          <Form.Item key={topic} name={['topics', topic]} label={t(`topic.${topic}`)} className={css.topic ?? ''}>
            <Select options={MAIL_WAYS.map((value) => ({ value, label: t(`mail.${value}`) }))} />
          </Form.Item>
        ))}
      </div>
      {hour('digestAt', t('mail.digestAt'))}
      <Form.Item name="hasQuiet" label={t('mail.quiet')} valuePropName="checked" extra={t('mail.quietHelp')}>
        <Switch />
      </Form.Item>
      {quiet && (
        <Flex gap={16} wrap>
          {hour(['quiet', 'from'], t('mail.from'))}
          {hour(['quiet', 'to'], t('mail.to'))}
        </Flex>
      )}
      <Form.Item name="weekends" valuePropName="checked">
        <Checkbox>{t('mail.weekends')}</Checkbox>
      </Form.Item>
      <Typography.Paragraph type="secondary">{t('mail.clock', { zone: zoneLabel(zone, language) })}</Typography.Paragraph>
      <Button htmlType="submit" loading={busy}>
        {t('mail.save')}
      </Button>
    </Form>
  );
}
