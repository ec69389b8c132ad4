import { HolderOutlined } from '@ant-design/icons';
import { DndContext, type DragEndEvent, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { reorder } from '@pipewright/definition';
import { LetGo, useDesignText } from '@pipewright/ui';
import { Flex } from 'antd';
import type { ReactNode } from 'react';
import { nearestPlace } from './nearest-place.ts';
import * as css from './ordered.module.css';

/** Parts one below the other that are put in another order by dragging their handles, by pointer or keyboard; whoever hears the page is told where a part comes to stand. */
export function Ordered<T extends { readonly key: string }>({
  parts,
  nameOf,
  onOrder,
  children,
}: {
  parts: readonly T[];
  nameOf: (part: T) => string;
  onOrder: (parts: T[]) => void;
  children: (part: T, index: number, handle: ReactNode) => ReactNode;
}) {
  const { t } = useDesignText();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const at = (id: unknown) => parts.findIndex(({ key }) => key === id);
  const called = (id: unknown) => {
    const part = parts[at(id)];
    return part ? nameOf(part) : '';
  };
  const drop = ({ active, over }: DragEndEvent) => {
    if (over && over.id !== active.id) onOrder(reorder(parts, at(active.id), at(over.id)));
  };
  const place = (id: unknown, over: unknown) => t('order.at', { name: called(id), n: at(over) + 1, total: parts.length });
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={nearestPlace}
      onDragEnd={drop}
      accessibility={{
        screenReaderInstructions: { draggable: t('order.help') },
        announcements: {
          onDragStart: ({ active }) => t('board.lifted', { card: called(active.id) }),
          onDragOver: ({ active, over }) => (over ? place(active.id, over.id) : undefined),
          onDragEnd: ({ active, over }) => (over ? place(active.id, over.id) : t('board.back', { card: called(active.id) })),
          onDragCancel: ({ active }) => t('board.back', { card: called(active.id) }),
        },
      }}
    >
      <LetGo />
      <SortableContext items={parts.map(({ key }) => key)} strategy={verticalListSortingStrategy}>
        <Flex vertical gap={8}>
          {parts.map((part, i) => (
            <Place key={part.key} id={part.key} name={nameOf(part)}>
              {(handle) => children(part, i, handle)}
            </Place>
          ))}
        </Flex>
      </SortableContext>
    </DndContext>
  );
}

function Place({ id, name, children }: { id: string; name: string; children: (handle: ReactNode) => ReactNode }) {
  const { t } = useDesignText();
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id,
    attributes: { roleDescription: t('order.handle') },
  });
  return (
    <div
      ref={setNodeRef}
      className={isDragging ? css.held : ''}
      style={{ transform: transform ? `translateY(${transform.y}px)` : undefined, transition }}
    >
      {children(
        <button
          type="button"
          ref={setActivatorNodeRef}
          {...attributes}
          {...listeners}
          aria-label={t('design.drag', { field: name })}
          className={css.handle}
        >
          <HolderOutlined />
        </button>,
      )}
    </div>
  );
}
