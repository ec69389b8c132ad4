import { call } from '@pipewright/client';
import type { PersonLink, TeamPerson } from '@pipewright/definition';
import { look, momentText, useText } from '@pipewright/ui';
import { Button, Flex, Form, Input } from 'antd';
import { useState } from 'react';
import { LinkNote } from './link-note.tsx';
import * as css from './people.module.css';
import { useDeed } from './team.ts';

/** How a person comes in: the link to choose a password by, made, made anew or withdrawn. Nobody but the person ever knows the password. */
export function PersonDoor({ person: { id, name, email, state, link } }: { person: TeamPerson }) {
  const { t } = useText();
  const deed = useDeed();
  const [made, setMade] = useState<PersonLink>();
  const make = async () => setMade(await deed(call('makePersonLink', { user: id })));
  const withdraw = async () => {
    setMade(undefined);
    await deed(call('withdrawPersonLink', { user: id }), t('people.withdrawn'));
  };
  const address = async ({ email: given }: { email: string }) => {
    if (await deed(call('changePerson', { user: id, body: { email: given.trim() } }))) await make();
  };
  const word = state === 'active' ? 'people.reset' : link ? 'people.linkAnew' : 'people.linkMake';
  return (
    <>
      <h3 className={css.section}>{t('people.door')}</h3>
      {email === null ? (
        <Form name="door" layout="vertical" requiredMark={false} onFinish={address}>
          <Form.Item
            name="email"
            label={t('people.email')}
            extra={t('people.emailMissing')}
            rules={[{ required: true, type: 'email', message: t('people.emailForm') }]}
          >
            <Input maxLength={254} autoComplete="off" inputMode="email" />
          </Form.Item>
          <Button htmlType="submit">{t('people.linkMake')}</Button>
        </Form>
      ) : (
        <>
          <p className={look.breaks}>{email}</p>
          {made ? (
            <LinkNote name={name} email={email} link={made} />
          ) : (
            <p className={look.quiet}>
              {link
                ? t('people.linkOpen', { time: momentText(link) })
                : t(state === 'active' ? 'people.resetLead' : 'people.linkNone', { name })}
            </p>
          )}
          <Flex gap={8} wrap className={look.after}>
            <Button onClick={() => void make()}>{t(word)}</Button>
            {link && <Button onClick={() => void withdraw()}>{t('people.withdraw')}</Button>}
          </Flex>
        </>
      )}
    </>
  );
}
