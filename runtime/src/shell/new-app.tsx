import { call, Refused } from '@pipewright/client';
import { bringWords, ClassWays, look, useText, waysWords } from '@pipewright/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Checkbox, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';

bringWords(waysWords);

interface Values {
  readonly template: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly key: string;
  readonly sample: boolean;
  readonly ask: boolean;
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
  const wished = Form.useWatch([], form) as Partial<Values> | undefined;
  const classes = templates.data?.templates.find(({ key }) => key === wished?.template)?.classes;
  const asking = classes !== undefined && !wished?.sample && wished?.ask === true;
  const [choice, setChoice] = useState<Readonly<Record<string, string>>>({});
  const offered = useQuery({ queryKey: ['pipelines'], queryFn: () => call('listPipelines', {}), enabled: asking });
  const others = (offered.data?.pipelines ?? []).filter(({ key }) => !key.startsWith(`${wished?.template}.`));
  const make = useMutation({
    mutationFn: ({ template, nameZh, nameEn, key, sample }: Values) =>
      call('makeApp', {
        body: {
          key,
          template,
          sample,
          name: { en: nameEn, 'zh-CN': nameZh },
          ...(asking ? { classes: Object.fromEntries(Object.entries(choice).filter(([each]) => classes.now[each])) } : {}),
        },
      }),
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
      width={asking ? 640 : 520}
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
        {classes && (
          <Form.Item name="ask" valuePropName="checked" extra={wished?.sample ? t('ways.sample') : undefined}>
            <Checkbox disabled={wished?.sample === true}>{t('ways.choose')}</Checkbox>
          </Form.Item>
        )}
        {asking && classes && (
          <ClassWays
            classes={classes.field.options}
            pipelines={[...classes.pipelines, ...others.map(({ key, pipeline }) => ({ ...pipeline, key }))]}
            now={classes.now}
            choice={choice}
            onChange={setChoice}
          />
        )}
        {make.isPending && <output>{t('newApp.busy')}</output>}
      </Form>
    </Modal>
  );
}
