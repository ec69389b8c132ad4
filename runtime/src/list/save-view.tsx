import { call } from '@pipewright/client';
import type { Entity } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { look, useText } from '@pipewright/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Form, Input, Modal } from 'antd';
import { useApp } from '../data/app-context.ts';

/** Keeps the list as it is on screen under a name of one's own. */
export function SaveViewDialog({
  open,
  entity,
  columns,
  sort,
  filter,
  onClose,
  onSaved,
}: {
  open: boolean;
  entity: Entity;
  columns: readonly string[];
  sort: string | undefined;
  filter: Rule | undefined;
  onClose: () => void;
  onSaved: (id: string) => void;
}) {
  const { t } = useText();
  const { key } = useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<{ name: string }>();
  const save = useMutation({
    mutationFn: ({ name }: { name: string }) =>
      call('saveView', {
        app: key,
        body: {
          entity: entity.key,
          view: {
            key: 'own',
            name: { en: name, 'zh-CN': name },
            columns,
            ...(sort ? { sort } : {}),
            ...(filter === undefined ? {} : { filter }),
          },
        },
      }),
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
      </Form>
    </Modal>
  );
}
