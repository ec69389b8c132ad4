import { useDroppable } from '@dnd-kit/core';
import type { BoardColumn } from '@pipewright/definition';
import { fieldOf } from '@pipewright/definition';
import { Button, Tooltip, theme } from 'antd';
import { tones } from '../shell/color.ts';
import { formatMoney, formatShortMoney } from '../text/format.ts';
import { useText } from '../text/language.ts';
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
  const { token } = theme.useToken();
  const { setNodeRef, isOver } = useDroppable({ id: target.key });
  const amount = board.entity.process?.amount;
  const currency = (amount && fieldOf(board.entity, amount)?.currency) ?? board.app.currency;
  const closing = target.kind !== 'stage';
  return (
    <section
      ref={setNodeRef}
      aria-label={target.name}
      data-stage={target.key}
      className={closing ? 'pw-column pw-column-end' : 'pw-column'}
      style={{
        background: isOver ? token.colorPrimaryBg : token.colorFillQuaternary,
        borderTop: `3px solid ${tones[target.color].line}`,
        outline: isOver ? `2px solid ${token.colorPrimary}` : 'none',
        opacity: dragging || !closing ? 1 : 0.85,
      }}
    >
      <header style={{ padding: '8px 10px', display: 'flex', flexDirection: 'column', gap: 2 }}>
        <div style={{ display: 'flex', gap: 6, alignItems: 'baseline' }}>
          <h2 style={{ margin: 0, fontSize: 14, fontWeight: 600, flex: 1 }}>{target.name}</h2>
          {column && <span style={{ color: token.colorTextDescription }}>{column.count}</span>}
        </div>
        <div style={{ display: 'flex', fontSize: 13, color: token.colorTextDescription, minHeight: 20 }}>
          {column?.sum ? (
            <Tooltip title={formatMoney(column.sum, currency, language)}>
              <span style={{ flex: 1 }}>{formatShortMoney(column.sum, currency, language)}</span>
            </Tooltip>
          ) : (
            <span style={{ flex: 1 }}>{closing ? t('board.dropToClose') : ''}</span>
          )}
          {target.probability !== undefined && <span title={t('board.probability')}>{target.probability}%</span>}
        </div>
      </header>
      <ul className="pw-cards">
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
