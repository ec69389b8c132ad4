import { DndContext, type DragEndEvent, DragOverlay, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import type { RecordJson } from '@pipewright/definition';
import { useState } from 'react';
import * as look from '../frame/look.module.css';
import { useText } from '../text/language.ts';
import { announcementsOf } from './announce.ts';
import * as css from './board.module.css';
import type { BoardProps, BoardTarget } from './board-props.ts';
import { CardFace } from './card-face.tsx';
import { Column } from './column.tsx';
import { EndZone } from './end-zone.tsx';
import { Ends } from './ends.tsx';
import { placeCoordinates } from './keyboard.ts';
import { LetGo } from './let-go.tsx';
import { cardFacts, objection } from './objection.ts';
import { placeUnder } from './place-under.ts';

/**
 * A pipeline as columns of cards, with its ends beside them. Cards move by dragging, by keyboard (space, arrows, space) and by their “Move to…” menu.
 * While one is held, the places it is known not to be let into are dim and say why; what only the server can tell stays bright.
 */
export function Board(props: BoardProps) {
  const { entity, prepared, targets, columns, pending = false, pipeline, surroundings, onMove } = props;
  const text = useText();
  const [held, setHeld] = useState<RecordJson>();
  const [over, setOver] = useState<string>();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: placeCoordinates(targets.map(({ key }) => key)) }),
  );
  const cardOf = (id: unknown) => columns.flatMap((column) => column.records).find((record) => record.id === id);
  const targetOf = (id: unknown) => targets.find((target) => target.key === id);
  const heldFacts = held && cardFacts(entity, held, pipeline, surroundings);
  const against = new Map(targets.map((target) => [target.key, heldFacts && objection(prepared, heldFacts, target, text)]));
  const reason = over === undefined ? undefined : against.get(over);
  const announcements = announcementsOf(
    text,
    (id) => String(cardOf(id)?.[entity.title] ?? ''),
    targetOf,
    (id) => against.get(String(id)),
  );
  const end = ({ active, over }: DragEndEvent) => {
    setHeld(undefined);
    const record = cardOf(active.id);
    const target = targetOf(over?.id);
    if (record && target && !target.former && target.key !== record.stage) onMove(record, target);
  };
  const [stages, ends] = [targets.filter(({ kind }) => kind === 'stage'), targets.filter(({ kind }) => kind !== 'stage')];
  const place = (target: BoardTarget) => ({ target, held: held !== undefined, against: against.get(target.key) });
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={placeUnder((id) => ends.some(({ key }) => key === id))}
      accessibility={{ announcements, screenReaderInstructions: { draggable: text.t('board.instructions') } }}
      onDragStart={({ active }) => {
        setOver(undefined);
        setHeld(cardOf(active.id));
      }}
      onDragOver={({ over: place }) => setOver(place ? String(place.id) : undefined)}
      onDragEnd={end}
      onDragCancel={() => setHeld(undefined)}
    >
      <LetGo />
      <div className={`pw-board ${css.board}`} aria-busy={pending}>
        {!pending && columns.every(({ count }) => count === 0) && <p className={`${look.quiet} ${css.nothing}`}>{text.t('board.empty')}</p>}
        <div className={css.places}>
          <div className={css.stages}>
            {stages.map((target) => (
              <Column
                key={target.key}
                {...props}
                {...place(target)}
                column={pending ? undefined : columns.find((column) => column.stage === target.key)}
              />
            ))}
          </div>
          {ends.length > 0 && (
            <Ends>
              {ends.map((target) => (
                <EndZone key={target.key} {...place(target)} />
              ))}
            </Ends>
          )}
        </div>
      </div>
      <DragOverlay>
        {held ? (
          <div className="pw-held" inert>
            <CardFace {...props} onOpen={undefined} record={held} lifted />
            {reason && <p className={css.against}>{reason}</p>}
          </div>
        ) : null}
      </DragOverlay>
    </DndContext>
  );
}
