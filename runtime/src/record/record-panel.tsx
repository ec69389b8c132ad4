import { ExpandOutlined } from '@ant-design/icons';
import type { Entity } from '@pipewright/definition';
import { later, Part, useText } from '@pipewright/ui';
import { Link } from '@tanstack/react-router';
import { Drawer, Grid, Skeleton } from 'antd';
import { useRef } from 'react';
import { useApp } from '../data/app-context.ts';

const RecordDetail = later(() => import('./record-detail.tsx').then((module) => module.RecordDetail));

/** A record beside the list or board it was chosen from. */
export function RecordPanel({
  entity,
  id,
  deleted,
  onClose,
}: {
  entity: Entity;
  id: string | undefined;
  deleted?: boolean;
  onClose: () => void;
}) {
  const { t, say } = useText();
  const { key } = useApp();
  const wide = Grid.useBreakpoint().md !== false;
  const leave = useRef<() => Promise<boolean>>(async () => true);
  const close = async () => {
    if (await leave.current()) onClose();
  };
  return (
    <Drawer
      open={id !== undefined}
      onClose={() => void close()}
      size={wide ? 860 : '100%'}
      destroyOnHidden
      title={say(entity.name)}
      extra={
        id && (
          <Link to="/a/$app/$entity/$id" params={{ app: key, entity: entity.key, id }}>
            <ExpandOutlined /> {t('record.fullPage')}
          </Link>
        )
      }
    >
      {id && (
        <Part waiting={<Skeleton active paragraph={{ rows: 10 }} />}>
          <RecordDetail key={id} entity={entity} id={id} deleted={deleted ?? false} leave={leave} onGone={onClose} />
        </Part>
      )}
    </Drawer>
  );
}
