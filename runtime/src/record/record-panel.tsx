import { DownOutlined, ExpandOutlined, UpOutlined } from '@ant-design/icons';
import type { Entity } from '@pipewright/definition';
import { later, Part, useText } from '@pipewright/ui';
import { Link } from '@tanstack/react-router';
import { Button, Drawer, Flex, Grid, Skeleton } from 'antd';
import { useApp } from '../data/app-context.ts';
import { usePanelFocus } from '../data/use-panel-focus.ts';
import * as css from './record-panel.module.css';
import { useNeighbours } from './use-neighbours.ts';

const RecordDetail = later(() => import('./record-detail.tsx').then((module) => module.RecordDetail));

/** A record beside the list or board it was chosen from, which goes on being used; the arrow keys lead to the records before and after it. */
export function RecordPanel({
  entity,
  id,
  ids,
  deleted,
  onGo,
  onClose,
}: {
  entity: Entity;
  id: string | undefined;
  /** The records of the list in their order. */
  ids: readonly string[];
  deleted?: boolean;
  /** Called with another record that is to be shown. */
  onGo: (id: string) => void;
  onClose: () => void;
}) {
  const { t, say } = useText();
  const { key } = useApp();
  const wide = Grid.useBreakpoint().md !== false;
  const { before, after, at } = useNeighbours(id, ids, onGo);
  const { box, came } = usePanelFocus(id);
  const step = (to: string | undefined, name: string, icon: React.ReactNode) => (
    <Button
      type="text"
      size="small"
      icon={icon}
      aria-label={name}
      title={name}
      disabled={to === undefined}
      onClick={() => to !== undefined && onGo(to)}
    />
  );
  return (
    <Drawer
      open={id !== undefined}
      onClose={onClose}
      afterOpenChange={came}
      mask={!wide}
      aria-modal={!wide}
      size={wide ? 'min(760px, 56vw)' : '100%'}
      destroyOnHidden
      rootClassName={css.panel ?? ''}
      focusable={{ trap: !wide, focusTriggerAfterClose: false }}
      title={
        <Flex align="center" gap={4}>
          {step(before, t('record.before'), <UpOutlined />)}
          {step(after, t('record.after'), <DownOutlined />)}
          <span className={css.place}>{at < 0 ? say(entity.name) : t('record.placeOf', { at: at + 1 })}</span>
        </Flex>
      }
      extra={
        id && (
          <Link to="/a/$app/$entity/$id" params={{ app: key, entity: entity.key, id }}>
            <ExpandOutlined /> {t('record.fullPage')}
          </Link>
        )
      }
    >
      {id && (
        <div ref={box} tabIndex={-1} className={css.inside}>
          <Part waiting={<Skeleton active paragraph={{ rows: 10 }} />}>
            <RecordDetail key={id} entity={entity} id={id} deleted={deleted ?? false} onGone={onClose} />
          </Part>
        </div>
      )}
    </Drawer>
  );
}
