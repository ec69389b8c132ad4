import { useDroppable } from '@dnd-kit/core';
import type { BoardColumn } from '@pipewright/definition';
import { fieldOf } from '@pipewright/definition';
import { Button, Tooltip } from 'antd';
import * as look from '../frame/look.module.css';
import { tones } from '../shell/color.ts';
import { formatMoney, formatShortMoney } from '../text/format.ts';
import { useText } from '../text/language.ts';
import * as css from './board.module.css';
import type { BoardProps, BoardTarget } from './board-props.ts';
import { BoardCard } from './card.tsx';

/** One column of a board: its head with count, sum and probability, its cards, and more of them on demand. */
export function Column({
  target,
  column,
  dragging,
  ...board
}: BoardProps & { target: BoardTarget; column: BoardColumn | undefined; dragging: boolean }) {
  const { t, language } = useText();
  const { setNodeRef, isOver } = useDroppable({ id: target.key });
  const amount = board.entity.process?.amount;
  const currency = (amount && fieldOf(board.entity, amount)?.currency) ?? board.app.currency;
  const closing = target.kind !== 'stage';
  return (
    <section
      ref={setNodeRef}
      aria-label={target.name}
      data-stage={target.key}
      className={`${css.column} ${closing ? css.end : ''} ${dragging ? css.waiting : ''} ${isOver ? css.over : ''}`}
      style={{ borderTopColor: tones[target.color].line }}
    >
      <header className={css.head}>
        <div>
          <h2>{target.name}</h2>
          {column && <span className={look.quiet}>{column.count}</span>}
        </div>
        <div className={css.sums}>
          {column?.sum ? (
            <Tooltip title={formatMoney(column.sum, currency, language)}>
              <span>{formatShortMoney(column.sum, currency, language)}</span>
            </Tooltip>
          ) : (
            <span>{closing ? t('board.dropToClose') : ''}</span>
          )}
          {target.probability !== undefined && <span title={t('board.probability')}>{target.probability}%</span>}
        </div>
      </header>
      <ul className={css.cards}>
        {column?.records.map((record) => (
          <BoardCard key={record.id} {...board} record={record} />
        ))}
        {column?.next && (
          <li>
            <Button type="text" block onClick={() => board.onMore(column)}>
              {t('board.more', { count: column.count - column.records.length })}
            </Button>
          </li>
        )}
      </ul>
    </section>
  );
}
