import { MoreOutlined } from '@ant-design/icons';
import type { RecordJson } from '@pipewright/definition';
import { Button, Dropdown } from 'antd';
import { useText } from '../text/language.ts';
import type { BoardProps } from './board-props.ts';

/** The menu of a card: every place it can be sent to, and what else can be done with it. */
export function CardMenu({ record, ...board }: BoardProps & { record: RecordJson }) {
  const { t } = useText();
  const acts = board.actsOn?.(record) ?? [];
  const places = board.targets.filter((target) => target.key !== record.stage && !target.former);
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          {
            key: 'to',
            type: 'group',
            label: t('board.moveTo'),
            children: places.map((target) => ({ key: `to ${target.key}`, label: target.name })),
          },
          ...(acts.length > 0 ? [{ type: 'divider' as const }] : []),
          ...acts.map((act) => ({ key: `do ${act.key}`, label: act.name, icon: act.icon })),
        ],
        onClick: ({ key, domEvent }) => {
          domEvent.stopPropagation();
          const [what, name] = key.split(' ');
          const target = places.find((each) => each.key === name);
          if (what === 'do' && name) board.onAct?.(record, name);
          else if (target) board.onMove(record, target);
        },
      }}
    >
      <Button
        type="text"
        size="small"
        icon={<MoreOutlined />}
        aria-label={t('board.moveCard', { card: String(record[board.entity.title] ?? '') })}
        onPointerDown={(event) => event.stopPropagation()}
      />
    </Dropdown>
  );
}
