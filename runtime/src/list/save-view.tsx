import { call } from '@pipewright/client';
import type { Entity, OwnView } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { look, useText } from '@pipewright/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal } from 'antd';
import { useApp } from '../data/app-context.ts';
import { AudienceSelect } from './audience-select.tsx';

interface Wish {
  readonly name: string;
  readonly audience?: OwnView['audience'];
}

/** Keeps the list as it is on screen under a name, or as the view that is on screen where its person may change that. */
export function SaveViewDialog({
  open,
  entity,
  columns,
  sort,
  filter,
  group,
  current,
  onClose,
  onSaved,
}: {
  open: boolean;
  entity: Entity;
  columns: readonly string[];
  sort: string | undefined;
  filter: Rule | undefined;
  group: string | undefined;
  /** The view on screen, where it may be changed. */
  current: OwnView | undefined;
  onClose: () => void;
  onSaved: (id: string) => void;
}) {
  const { t, say } = useText();
  const { key, role } = useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Wish>();
  const shown = { columns, ...(sort ? { sort } : {}), ...(filter === undefined ? {} : { filter }), ...(group ? { group } : {}) };
  const save = useMutation({
    mutationFn: async (wish: Wish | OwnView) => {
      if ('id' in wish) {
        const { id, view, audience } = wish;
        await call('changeView', { app: key, id, body: { view: { key: view.key, name: view.name, ...shown }, audience } });
        return { id };
      }
      const { name, audience } = wish;
      const view = { key: 'own', name: { en: name, 'zh-CN': name }, ...shown };
      return call('saveView', { app: key, body: { entity: entity.key, view, ...(audience ? { audience } : {}) } });
    },
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['views', key] });
      onClose();
      onSaved(id);
    },
  });
  return (
    <Modal
      open={open}
      title={t('list.saveView')}
      okText={t('action.save')}
      cancelText={t('action.cancel')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
      destroyOnHidden
    >
      {save.error && <Alert type="error" role="alert" title={save.error.message} className={look.note} />}
      <Form form={form} layout="vertical" onFinish={(values) => save.mutate(values)}>
        <Form.Item name="name" label={t('view.name')} rules={[{ required: true, message: t('setup.needed') }]}>
          <Input maxLength={60} />
        </Form.Item>
        {role.admin && (
          <Form.Item name="audience" label={t('view.audience')}>
            <AudienceSelect />
          </Form.Item>
        )}
        {current && (
          <Button loading={save.isPending} onClick={() => save.mutate(current)}>
            {t('view.update', { name: say(current.view.name) })}
          </Button>
        )}
      </Form>
    </Modal>
  );
}
