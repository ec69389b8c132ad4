import { PlusOutlined } from '@ant-design/icons';
import { useDroppable } from '@dnd-kit/core';
import { type BoardColumn, fieldOf } from '@pipewright/definition';
import { Button, Skeleton, Tooltip } from 'antd';
import * as look from '../frame/look.module.css';
import { tones } from '../shell/color.ts';
import { formatMoney, formatShortMoney } from '../text/format.ts';
import { useText } from '../text/language.ts';
import * as css from './board.module.css';
import type { BoardProps, BoardTarget } from './board-props.ts';
import { BoardCard } from './card.tsx';

/** A place as a card in the hand sees it: `against` says in a sentence why the card may not go there; undefined while none is held, or where it may. */
export interface PlaceProps {
  readonly target: BoardTarget;
  readonly held: boolean;
  readonly against: string | undefined;
}

/** The classes of a place for what is held over the board. */
export function placeLook({ held, against, isOver }: Pick<PlaceProps, 'held' | 'against'> & { isOver: boolean }): string {
  if (!held) return '';
  return [against ? css.closed : css.free, ...(isOver ? [css.over] : [])].join(' ');
}

/** Why a card in the hand may not go to a place, for those who read the page aloud; others see it below the card. */
export function Against({ against }: Pick<PlaceProps, 'against'>) {
  return against ? <p className={css.unseen}>{against}</p> : null;
}

/** One column of a board: its head with count, sum and probability, its cards, and more of them on demand. */
export function Column({ target, held, against, column, ...board }: BoardProps & PlaceProps & { column: BoardColumn | undefined }) {
  const { t, language } = useText();
  const { setNodeRef, isOver } = useDroppable({ id: target.key });
  const amount = board.entity.process?.amount;
  const currency = (amount && fieldOf(board.entity, amount)?.currency) ?? board.app.currency;
  const { onAdd } = board;
  return (
    <section
      ref={setNodeRef}
      aria-label={target.name}
      data-stage={target.key}
      className={`${css.column} ${placeLook({ held, against, isOver })}`}
      style={{ borderTopColor: tones[target.color].line }}
    >
      <header className={css.head}>
        <div>
          <h2>{target.name}</h2>
          {column && <span className={look.quiet}>{column.count}</span>}
          {onAdd && !target.former && (
            <Button
              type="text"
              size="small"
              className={css.add}
              icon={<PlusOutlined />}
              aria-label={t('board.add', { stage: target.name })}
              title={t('board.add', { stage: target.name })}
              onClick={() => onAdd(target)}
            />
          )}
        </div>
        <div className={css.sums}>
          {column?.sum ? (
            <Tooltip title={formatMoney(column.sum, currency, language)}>
              <span>{formatShortMoney(column.sum, currency, language)}</span>
            </Tooltip>
          ) : (
            <span />
          )}
          {target.probability !== undefined && <span title={t('board.probability')}>{target.probability}%</span>}
        </div>
      </header>
      <Against against={against} />
      <ul className={css.cards}>
        {board.pending && <Ghosts />}
        {column?.records.map((record) => (
          <BoardCard key={record.id} {...board} record={record} />
        ))}
        {column?.count === 0 && <li className={`${look.quiet} ${css.alone}`}>{t('board.alone')}</li>}
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

/** Cards that are still on their way. */
function Ghosts() {
  return [0, 1, 2].map((each) => (
    <li key={each} className={css.ghost} aria-hidden="true">
      <Skeleton active title={{ width: '70%' }} paragraph={{ rows: 2 }} />
    </li>
  ));
}
