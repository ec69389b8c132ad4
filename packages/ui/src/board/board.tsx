import {
  type Announcements,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardSensor,
  PointerSensor,
  pointerWithin,
  rectIntersection,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import type { RecordJson } from '@pipewright/definition';
import { useState } from 'react';
import { useText } from '../text/language.ts';
import * as css from './board.module.css';
import type { BoardProps } from './board-props.ts';
import { CardFace } from './card.tsx';
import { Column } from './column.tsx';
import { columnCoordinates } from './keyboard.ts';

/** A pipeline as columns of cards. Cards move by dragging, by keyboard (space, arrows, space) and by their “Move to…” menu. */
export function Board(props: BoardProps) {
  const { app, entity, targets, columns, canMove, onMove, today } = props;
  const { t } = useText();
  const [held, setHeld] = useState<RecordJson>();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: columnCoordinates }),
  );
  const records = columns.flatMap((column) => column.records);
  const titleOf = (id: unknown) => String(records.find((record) => record.id === id)?.[entity.title] ?? '');
  const nameOf = (id: unknown) => targets.find((target) => target.key === id)?.name ?? '';
  const announcements: Announcements = {
    onDragStart: ({ active }) => t('board.lifted', { card: titleOf(active.id) }),
    onDragOver: ({ active, over }) => (over ? t('board.over', { card: titleOf(active.id), stage: nameOf(over.id) }) : undefined),
    onDragEnd: ({ active, over }) =>
      over ? t('board.dropped', { card: titleOf(active.id), stage: nameOf(over.id) }) : t('board.back', { card: titleOf(active.id) }),
    onDragCancel: ({ active }) => t('board.back', { card: titleOf(active.id) }),
  };
  const end = ({ active, over }: DragEndEvent) => {
    setHeld(undefined);
    const record = records.find((each) => each.id === active.id);
    const target = targets.find((each) => each.key === over?.id);
    if (record && target && target.key !== record.stage) onMove(record, target);
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={(args) => {
        const hits = pointerWithin(args);
        return hits.length > 0 ? hits : rectIntersection(args);
      }}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t('board.instructions') } }}
      onDragStart={({ active }) => setHeld(records.find((record) => record.id === active.id))}
      onDragEnd={end}
      onDragCancel={() => setHeld(undefined)}
    >
      <div className={`pw-board ${css.board}`}>
        {targets.map((target) => (
          <Column
            key={target.key}
            {...props}
            target={target}
            column={columns.find((column) => column.stage === target.key)}
            dragging={held !== undefined}
            canMove={canMove}
          />
        ))}
      </div>
      <DragOverlay>
        {held ? <CardFace app={app} entity={entity} record={held} today={today} pipeline={props.pipeline} lifted /> : null}
      </DragOverlay>
    </DndContext>
  );
}
