import { type App, type Entity, fieldOf, type RecordJson } from '@pipewright/definition';
import { type FormValues, useText, Value } from '@pipewright/ui';
import { Modal, Radio, Table } from 'antd';
import { useEffect, useState } from 'react';
import { contested, type Overtaken } from '../act/beside.ts';
import { useFocusBack } from '../data/use-focus-back.ts';

/** Somebody else saved first: what I wanted beside what they did. */
export interface Conflict extends Overtaken {
  readonly mine: FormValues;
}

/** Offers to put both changes together, field by field; what only one side changed is kept without a question. */
export function ConflictDialog({
  entity,
  app,
  conflict,
  label,
  onCancel,
  onMerge,
}: {
  entity: Entity;
  app: App;
  conflict: Conflict | undefined;
  label: string;
  onCancel: () => void;
  onMerge: (values: FormValues, version: number) => void;
}) {
  const { t, say } = useText();
  useFocusBack();
  const [theirs, setTheirs] = useState<readonly string[]>([]);
  useEffect(() => setTheirs([]), [conflict]);
  if (!conflict) return null;
  const { mine, current } = conflict;
  const both = contested(mine, conflict);
  const merged = Object.fromEntries(Object.entries(mine).filter(([key]) => !theirs.includes(key)));
  const side = (key: string, record: RecordJson) => {
    const field = fieldOf(entity, key);
    return field ? <Value field={field} record={record} currency={app.currency} /> : null;
  };
  return (
    <Modal
      open
      title={t('conflict.title', { entity: label })}
      okText={t('conflict.merge')}
      cancelText={t('action.cancel')}
      onCancel={onCancel}
      onOk={() => onMerge(merged, current.version)}
      width={680}
    >
      <p>{t('conflict.choose')}</p>
      <Table
        size="small"
        pagination={false}
        rowKey={(key) => key}
        dataSource={both}
        columns={[
          { key: 'field', title: t('conflict.field'), render: (_, key) => say(fieldOf(entity, key)?.name) },
          { key: 'mine', title: t('conflict.mine'), render: (_, key) => side(key, { ...current, ...mine } as RecordJson) },
          { key: 'theirs', title: t('conflict.theirs'), render: (_, key) => side(key, current) },
          {
            key: 'keep',
            title: t('conflict.keep'),
            render: (_, key) => (
              <Radio.Group
                value={theirs.includes(key) ? 'theirs' : 'mine'}
                onChange={(event) => setTheirs(event.target.value === 'theirs' ? [...theirs, key] : theirs.filter((each) => each !== key))}
                options={[
                  { value: 'mine', label: t('conflict.mine') },
                  { value: 'theirs', label: t('conflict.theirs') },
                ]}
              />
            ),
          },
        ]}
      />
    </Modal>
  );
}
