import { call, Refused } from '@pipewright/client';
import type { DepartmentJson, PersonLink, TeamApp } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { DepartmentSelect } from './department-select.tsx';
import { LinkNote } from './link-note.tsx';

interface Values {
  readonly name: string;
  readonly email: string;
  readonly department?: string | null;
  readonly roles?: Readonly<Record<string, string | undefined>>;
}

/** Adds a colleague with department and roles, and shows the link, which is good without any mail server. */
export function InviteDialog({
  open,
  department,
  departments,
  apps,
  onClose,
}: {
  open: boolean;
  department: string | undefined;
  departments: readonly DepartmentJson[];
  apps: readonly TeamApp[];
  onClose: () => void;
}) {
  const { t, say } = useText();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [made, setMade] = useState<{ readonly name: string; readonly email: string; readonly link: PersonLink }>();
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  /** Begins anew: the next colleague often has the same department and roles. */
  const again = (kept: 'all' | 'nothing') => {
    setMade(undefined);
    setFault(undefined);
    form.resetFields(kept === 'all' ? ['name', 'email'] : undefined);
  };
  const submit = async ({ name, email, department: place, roles = {} }: Values) => {
    setBusy(true);
    setFault(undefined);
    const given = Object.entries(roles).flatMap(([app, role]) => (role ? [{ app, role }] : []));
    try {
      const link = await call('invitePerson', {
        body: { name, email: email.trim(), department: place ?? null, roles: given },
      });
      setMade({ name, email: email.trim(), link });
    } catch (error) {
      const issues = error instanceof Refused ? error.issues : [];
      const inputs = issues.filter(({ path }) => path === 'name' || path === 'email');
      form.setFields(inputs.map(({ path, message }) => ({ name: path as 'name' | 'email', errors: [message] })));
      if (inputs.length === 0) setFault(error instanceof Refused ? error.message : t('state.offline'));
    } finally {
      setBusy(false);
      for (const key of ['team', 'people']) void queries.invalidateQueries({ queryKey: [key] });
    }
  };
  const needed = { required: true, whitespace: true, message: t('setup.needed') };
  const footer = made
    ? [
        <Button key="again" onClick={() => again('all')}>
          {t('people.inviteAnother')}
        </Button>,
        <Button key="done" type="primary" onClick={onClose}>
          {t('people.done')}
        </Button>,
      ]
    : [
        <Button key="cancel" onClick={onClose}>
          {t('action.cancel')}
        </Button>,
        <Button key="go" type="primary" loading={busy} onClick={() => form.submit()}>
          {t('people.inviteGo')}
        </Button>,
      ];
  return (
    <Modal
      open={open}
      title={t('people.invite')}
      onCancel={onClose}
      afterClose={() => again('nothing')}
      footer={footer}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {made ? (
        <LinkNote {...made} />
      ) : (
        <Form
          name="invite"
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ department: department ?? null }}
          onFinish={submit}
        >
          {fault && <Alert type="error" role="alert" showIcon title={fault} />}
          <Form.Item name="name" label={t('people.name')} rules={[needed]}>
            <Input maxLength={100} autoFocus autoComplete="off" />
          </Form.Item>
          <Form.Item name="email" label={t('people.email')} rules={[needed, { type: 'email', message: t('people.emailForm') }]}>
            <Input maxLength={254} autoComplete="off" inputMode="email" />
          </Form.Item>
          <Form.Item name="department" label={t('people.department')}>
            <DepartmentSelect departments={departments} placeholder={t('people.choose')} />
          </Form.Item>
          {apps.map((app) => (
            <Form.Item key={app.key} name={['roles', app.key]} label={t('people.roleIn', { app: say(app.name) })}>
              <Select
                allowClear
                placeholder={t('people.noRole')}
                options={app.roles.map((role) => ({ value: role.key, label: say(role.name) }))}
              />
            </Form.Item>
          ))}
        </Form>
      )}
    </Modal>
  );
}
