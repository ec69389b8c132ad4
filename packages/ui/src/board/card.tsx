import { HolderOutlined, MoreOutlined } from '@ant-design/icons';
import { useDraggable } from '@dnd-kit/core';
import { type App, type Entity, fieldOf, type RecordJson } from '@pipewright/definition';
import { dayIn } from '@pipewright/process';
import { Button, Dropdown } from 'antd';
import dayjs from 'dayjs';
import * as look from '../frame/look.module.css';
import { AppliesMark } from '../table/applies-mark.tsx';
import { formatMoney } from '../text/format.ts';
import { useText } from '../text/language.ts';
import type { BoardProps } from './board-props.ts';
import * as css from './card.module.css';
import { firstLetter } from './first-letter.ts';

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
    <div className={`${css.card} ${lifted ? css.lifted : ''}`}>
      <div className={css.top}>
        <a
          href={`#${record.id}`}
          className={css.title}
          onClick={(event) => {
            event.preventDefault();
            onOpen?.();
          }}
        >
          {String(record[entity.title] ?? '–')}
        </a>
        <AppliesMark entity={entity} record={record} />
        {menu}
      </div>
      {entity.subtitle && <div className={`${look.quiet} ${look.small}`}>{record.$names?.[entity.subtitle] ?? ''}</div>}
      <div className={css.line}>
        <span className={css.amount}>{amount === null ? '–' : formatMoney(amount, currency, language)}</span>
        {close && <span className={close < today ? look.bad : look.quiet}>{dayjs(close).format('MM-DD')}</span>}
      </div>
      <div className={css.owner}>
        {owner && (
          <span className={css.face} aria-hidden="true">
            {firstLetter(owner)}
          </span>
        )}
        <span className={`${css.who} ${look.quiet}`}>{owner}</span>
        {days !== undefined && (
          <span className={late ? look.bad : look.quiet}>
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
  const acts = board.actsOn?.(record) ?? [];
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
              .map((target) => ({ key: `to ${target.key}`, label: target.name })),
          },
          ...(acts.length > 0 ? [{ type: 'divider' as const }] : []),
          ...acts.map((act) => ({ key: `do ${act.key}`, label: act.name, icon: act.icon })),
        ],
        onClick: ({ key, domEvent }) => {
          domEvent.stopPropagation();
          const [what, name] = key.split(' ');
          const target = board.targets.find((each) => each.key === name);
          if (what === 'do' && name) board.onAct?.(record, name);
          else if (target) board.onMove(record, target);
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
    <li className={isDragging ? css.away : ''} data-record={record.id}>
      <div ref={setNodeRef} {...(board.canMove ? listeners : {})} onKeyDown={undefined} className={css.carried}>
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
          className={`pw-handle ${css.handle}`}
          aria-label={t('board.carry', { card: title })}
          aria-describedby={describedBy}
          {...(listeners?.onKeyDown ? { onKeyDown: listeners.onKeyDown as React.KeyboardEventHandler } : {})}
        >
          <HolderOutlined /> {t('board.carryShort')}
        </button>
      )}
    </li>
  );
}
