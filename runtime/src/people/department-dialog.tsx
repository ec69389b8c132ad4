import { call, Refused } from '@pipewright/client';
import type { DepartmentJson, TeamPerson } from '@pipewright/definition';
import { look, useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { DepartmentSelect } from './department-select.tsx';
import { within } from './team.ts';

interface Values {
  readonly name: string;
  readonly parent?: string | null;
  readonly manager?: string | null;
}

/** A department, new or as it is: its name, the one it stands under, who leads it; it can be deleted where nothing belongs to it. */
export function DepartmentDialog({
  open,
  id,
  under,
  departments,
  people,
  onClose,
}: {
  open: boolean;
  id: string | undefined;
  /** Where a new one stands unless it is said otherwise. */
  under: string | undefined;
  departments: readonly DepartmentJson[];
  people: readonly TeamPerson[];
  onClose: () => void;
}) {
  const { t } = useText();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const known = departments.find((each) => each.id === id);
  const run = async (deed: () => Promise<unknown>) => {
    setBusy(true);
    setFault(undefined);
    try {
      await deed();
      onClose();
    } catch (error) {
      setFault(error instanceof Refused ? error.message : t('state.offline'));
    } finally {
      setBusy(false);
      for (const key of ['departments', 'team']) void queries.invalidateQueries({ queryKey: [key] });
    }
  };
  const submit = ({ name, parent, manager }: Values) => {
    const body = { name, parent: parent ?? null, manager: manager ?? null };
    void run(() => (id === undefined ? call('addDepartment', { body }) : call('changeDepartment', { id, body })));
  };
  return (
    <Modal
      open={open}
      title={known ? t('people.editDepartment', { name: known.name }) : t('people.addDepartment')}
      onCancel={onClose}
      afterClose={() => setFault(undefined)}
      destroyOnHidden
      footer={[
        id !== undefined && (
          <Button key="delete" danger disabled={busy} onClick={() => void run(() => call('deleteDepartment', { id }))}>
            {t('people.deleteDepartment')}
          </Button>
        ),
        <Button key="cancel" onClick={onClose}>
          {t('action.cancel')}
        </Button>,
        <Button key="save" type="primary" loading={busy} onClick={() => form.submit()}>
          {t('action.save')}
        </Button>,
      ]}
    >
      {fault && <Alert type="error" role="alert" showIcon title={fault} className={look.note} />}
      <Form
        key={id ?? 'new'}
        name="department"
        form={form}
        layout="vertical"
        requiredMark={false}
        preserve={false}
        initialValues={known ?? { parent: under ?? null }}
        onFinish={submit}
      >
        <Form.Item
          name="name"
          label={t('people.departmentName')}
          rules={[{ required: true, whitespace: true, message: t('setup.needed') }]}
        >
          <Input maxLength={100} autoFocus autoComplete="off" />
        </Form.Item>
        <Form.Item name="parent" label={t('people.under')}>
          <DepartmentSelect
            departments={departments}
            placeholder={t('people.atTop')}
            {...(id === undefined ? {} : { except: within(departments, id) })}
          />
        </Form.Item>
        <Form.Item name="manager" label={t('people.manager')}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('people.nobody')}
            options={people
              .filter(({ state }) => state !== 'left' && state !== 'leaving')
              .map((each) => ({ value: each.id, label: each.name }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
