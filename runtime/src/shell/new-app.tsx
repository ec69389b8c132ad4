import { call, Refused } from '@pipewright/client';
import { look, useText } from '@pipewright/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Checkbox, Form, Input, Modal, Select } from 'antd';

interface Values {
  readonly template: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly key: string;
  readonly sample: boolean;
}

/** Makes a new app from a template, with its sample records or without. */
export function NewAppDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t, say } = useText();
  const [form] = Form.useForm<Values>();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const templates = useQuery({
    queryKey: ['templates'],
    queryFn: () => call('listTemplates', {}),
    enabled: open,
  });
  const make = useMutation({
    mutationFn: ({ template, nameZh, nameEn, key, sample }: Values) =>
      call('makeApp', { body: { key, template, sample, name: { en: nameEn, 'zh-CN': nameZh } } }),
    onSuccess: async ({ key }) => {
      await queries.invalidateQueries({ queryKey: ['apps'] });
      onClose();
      await navigate({ to: '/a/$app', params: { app: key } });
    },
  });
  const needed = [{ required: true, message: t('setup.needed') }];
  return (
    <Modal
      open={open}
      title={t('newApp.title')}
      okText={t('newApp.go')}
      cancelText={t('action.cancel')}
      confirmLoading={make.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      {make.error instanceof Refused && <Alert type="error" role="alert" title={make.error.message} className={look.note} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ template: 'opportunity', sample: true }}
        onFinish={(values) => make.mutate(values)}
      >
        <Form.Item name="template" label={t('newApp.template')} rules={needed}>
          <Select options={(templates.data?.templates ?? []).map((each) => ({ value: each.key, label: say(each.name) }))} />
        </Form.Item>
        <Form.Item name="nameZh" label={t('newApp.nameZh')} rules={needed}>
          <Input />
        </Form.Item>
        <Form.Item name="nameEn" label={t('newApp.nameEn')} rules={needed}>
          <Input />
        </Form.Item>
        <Form.Item
          name="key"
          label={t('newApp.key')}
          extra={t('newApp.keyHelp')}
          rules={[...needed, { pattern: /^[a-z][a-z0-9_]{0,39}$/, message: t('newApp.keyHelp') }]}
        >
          <Input />
        </Form.Item>
        <Form.Item name="sample" valuePropName="checked">
          <Checkbox>{t('newApp.sample')}</Checkbox>
        </Form.Item>
        {make.isPending && <output>{t('newApp.busy')}</output>}
      </Form>
    </Modal>
  );
}
