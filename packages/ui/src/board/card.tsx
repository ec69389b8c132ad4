import { HolderOutlined } from '@ant-design/icons';
import { useDraggable } from '@dnd-kit/core';
import type { RecordJson } from '@pipewright/definition';
import { memo } from 'react';
import { useText } from '../text/language.ts';
import type { BoardProps } from './board-props.ts';
import * as css from './card.module.css';
import { CardFace } from './card-face.tsx';
import { CardMenu } from './card-menu.tsx';

// Every card hears of each place that the carried one is over; its face stays as it is, or a thousand of them would make the hand heavy.
const Face = memo(function Face({ record, ...board }: BoardProps & { record: RecordJson }) {
  const menu = board.canMove ? <CardMenu {...board} record={record} /> : null;
  return <CardFace {...board} record={record} onOpen={() => board.onOpen(record)} menu={menu} />;
});

/** A card that can be carried: by pointer, by keyboard from its handle, or by its menu. */
export function BoardCard({ record, ...board }: BoardProps & { record: RecordJson }) {
  const { t } = useText();
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({ id: record.id, disabled: !board.canMove });
  const { role: _role, 'aria-describedby': describedBy } = attributes;
  return (
    <li className={isDragging ? css.away : ''} data-record={record.id}>
      <div ref={setNodeRef} {...(board.canMove ? listeners : {})} onKeyDown={undefined} className={css.carried}>
        <Face {...board} record={record} />
      </div>
      {board.canMove && (
        <button
          type="button"
          className={`pw-handle ${css.handle}`}
          aria-label={t('board.carry', { card: String(record[board.entity.title] ?? '') })}
          aria-describedby={describedBy}
          {...(listeners?.onKeyDown ? { onKeyDown: listeners.onKeyDown as React.KeyboardEventHandler } : {})}
        >
          <HolderOutlined aria-hidden="true" /> {t('board.carryShort')}
        </button>
      )}
    </li>
  );
}
