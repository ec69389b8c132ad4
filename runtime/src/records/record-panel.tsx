import { ExpandOutlined } from '@ant-design/icons';
import type { Entity } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { Link } from '@tanstack/react-router';
import { Drawer, Grid } from 'antd';
import { useRef } from 'react';
import { useApp } from '../shell/app-context.ts';
import { RecordDetail } from './record-detail.tsx';

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
      {id && <RecordDetail key={id} entity={entity} id={id} deleted={deleted ?? false} leave={leave} onGone={onClose} />}
    </Drawer>
  );
}
