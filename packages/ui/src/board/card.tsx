import { MoreOutlined } from '@ant-design/icons';
import { useDraggable } from '@dnd-kit/core';
import { type App, type Entity, fieldOf, type RecordJson } from '@pipewright/definition';
import { dayIn } from '@pipewright/process';
import { Avatar, Button, Dropdown, theme } from 'antd';
import dayjs from 'dayjs';
import { formatMoney } from '../text/format.ts';
import { useText } from '../text/language.ts';
import type { BoardProps } from './board-props.ts';

/** A card's face: title, customer, amount, close date, owner, days in the stage against its standard. */
export function CardFace({
  app,
  entity,
  record,
  today,
  pipeline,
  lifted,
  onOpen,
  menu,
}: {
  app: App;
  entity: Entity;
  record: RecordJson;
  today: string;
  pipeline: string;
  lifted?: boolean;
  onOpen?: () => void;
  menu?: React.ReactNode;
}) {
  const { token } = theme.useToken();
  const { t, language } = useText();
  const { process } = entity;
  const amount = process?.amount ? (record[process.amount] as string | null) : null;
  const currency = (process?.amount && fieldOf(entity, process.amount)?.currency) ?? app.currency;
  const close = process?.closeDate ? (record[process.closeDate] as string | null) : null;
  const owner = record.$names?.owner;
  const days = record.stage_since ? dayjs(today).diff(dayIn(app.timeZone, String(record.stage_since)), 'day') : undefined;
  const stages = process?.pipelines.find((each) => each.key === pipeline)?.stages;
  const standard = stages?.find((stage) => stage.key === record.stage)?.standardDays;
  const late = standard !== undefined && days !== undefined && days > standard;
  return (
    <div
      className="pw-card"
      style={{
        background: token.colorBgContainer,
        border: `1px solid ${token.colorBorderSecondary}`,
        boxShadow: lifted ? token.boxShadow : 'none',
      }}
    >
      <div style={{ display: 'flex', gap: 4 }}>
        <a
          href={`#${record.id}`}
          style={{ flex: 1, fontWeight: 500, color: token.colorText, overflowWrap: 'anywhere' }}
          onClick={(event) => {
            event.preventDefault();
            onOpen?.();
          }}
        >
          {String(record[entity.title] ?? '–')}
        </a>
        {menu}
      </div>
      {entity.subtitle && <div style={{ fontSize: 13, color: token.colorTextDescription }}>{record.$names?.[entity.subtitle] ?? ''}</div>}
      <div style={{ display: 'flex', gap: 8, alignItems: 'center', marginTop: 4, fontSize: 13 }}>
        <span style={{ flex: 1, fontVariantNumeric: 'tabular-nums', fontWeight: 500 }}>
          {amount === null ? '–' : formatMoney(amount, currency, language)}
        </span>
        {close && (
          <span style={{ color: close < today ? token.colorErrorText : token.colorTextDescription }}>{dayjs(close).format('MM-DD')}</span>
        )}
      </div>
      <div style={{ display: 'flex', alignItems: 'center', marginTop: 4, fontSize: 12, gap: 6 }}>
        {owner && (
          <Avatar size={20} style={{ fontSize: 11, background: '#4a5a78', color: '#fff' }} aria-hidden="true">
            {owner.slice(0, 1)}
          </Avatar>
        )}
        <span style={{ flex: 1, color: token.colorTextDescription }}>{owner}</span>
        {days !== undefined && (
          <span style={{ color: late ? token.colorErrorText : token.colorTextDescription }}>
            {standard ? t('board.daysOf', { days, standard }) : t('board.days', { days })}
          </span>
        )}
      </div>
    </div>
  );
}

/** A card that can be carried: by pointer, by keyboard from its handle, or by its menu. */
export function BoardCard({ record, ...board }: BoardProps & { record: RecordJson }) {
  const { t } = useText();
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({ id: record.id, disabled: !board.canMove });
  const title = String(record[board.entity.title] ?? '');
  const menu = board.canMove ? (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          {
            key: 'to',
            type: 'group',
            label: t('board.moveTo'),
            children: board.targets
              .filter((target) => target.key !== record.stage)
              .map((target) => ({ key: target.key, label: target.name })),
          },
        ],
        onClick: ({ key, domEvent }) => {
          domEvent.stopPropagation();
          const target = board.targets.find((each) => each.key === key);
          if (target) board.onMove(record, target);
        },
      }}
    >
      <Button
        type="text"
        size="small"
        icon={<MoreOutlined />}
        aria-label={t('board.moveCard', { card: title })}
        onPointerDown={(event) => event.stopPropagation()}
      />
    </Dropdown>
  ) : null;
  const { role: _role, 'aria-describedby': describedBy } = attributes;
  return (
    <li style={{ opacity: isDragging ? 0.35 : 1 }} data-record={record.id}>
      <div ref={setNodeRef} {...(board.canMove ? listeners : {})} onKeyDown={undefined} style={{ touchAction: 'manipulation' }}>
        <CardFace
          app={board.app}
          entity={board.entity}
          record={record}
          today={board.today}
          pipeline={board.pipeline}
          onOpen={() => board.onOpen(record)}
          menu={menu}
        />
      </div>
      {board.canMove && (
        <button
          type="button"
          className="pw-handle"
          aria-label={t('board.carry', { card: title })}
          aria-describedby={describedBy}
          {...(listeners?.onKeyDown ? { onKeyDown: listeners.onKeyDown as React.KeyboardEventHandler } : {})}
        >
          ⠿ {t('board.carryShort')}
        </button>
      )}
    </li>
  );
}
