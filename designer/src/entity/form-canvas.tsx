import { HolderOutlined } from '@ant-design/icons';
import {
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  rectIntersection,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { rectSortingStrategy, SortableContext, sortableKeyboardCoordinates, useSortable } from '@dnd-kit/sortable';
import { type Entity, type Field, fieldOf, placeField, removeSection, renameSection, unplaceField } from '@pipewright/definition';
import { FieldInput, LetGo, look, useDesignText } from '@pipewright/ui';
import { Button, Flex, Input } from 'antd';
import type { Draft } from '../state/draft.ts';
import * as css from './entity.module.css';

const UNPLACED = 'pw:unplaced';

/** The form as blocks that can be dragged between sections, by pointer or keyboard; the last area holds fields that are not on the form. */
export function FormCanvas({
  draft,
  entity,
  chosen,
  onChoose,
}: {
  draft: Draft;
  entity: Entity;
  chosen: string | undefined;
  onChoose: (key: string) => void;
}) {
  const { t, say, language } = useDesignText();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const placed = new Set(entity.form.flatMap((section) => section.fields));
  const unplaced = entity.fields.filter((field) => !field.retired && !placed.has(field.key));
  const drop = ({ active, over }: DragEndEvent) => {
    if (!over || over.id === active.id) return;
    const field = String(active.id);
    const target = String(over.id);
    const section =
      entity.form.find((each) => each.key === target.replace(/^section:/, '') && target.startsWith('section:')) ??
      entity.form.find((each) => each.fields.includes(target));
    if (!section) return draft.set(unplaceField(draft.app, entity.key, field));
    const index = section.fields.indexOf(target);
    draft.set(placeField(draft.app, entity.key, field, section.key, index < 0 ? section.fields.length : index));
  };
  const nameOf = (id: unknown) => say(fieldOf(entity, String(id))?.name) || String(id).replace(/^section:/, '');
  const blocks = (fields: readonly Field[]) => (
    <SortableContext items={fields.map((field) => field.key)} strategy={rectSortingStrategy}>
      {fields.map((field) => (
        <Block
          key={field.key}
          field={field}
          currency={draft.app.currency}
          chosen={chosen === field.key}
          onChoose={() => onChoose(field.key)}
        />
      ))}
    </SortableContext>
  );
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={rectIntersection}
      onDragEnd={drop}
      accessibility={{
        screenReaderInstructions: { draggable: t('order.help') },
        announcements: {
          onDragStart: ({ active }) => t('board.lifted', { card: nameOf(active.id) }),
          onDragOver: ({ active, over }) => (over ? t('board.over', { card: nameOf(active.id), stage: nameOf(over.id) }) : undefined),
          onDragEnd: ({ active, over }) =>
            over ? t('board.dropped', { card: nameOf(active.id), stage: nameOf(over.id) }) : t('board.back', { card: nameOf(active.id) }),
          onDragCancel: ({ active }) => t('board.back', { card: nameOf(active.id) }),
        },
      }}
    >
      <LetGo />
      {entity.form.map((section) => (
        <Area
          key={section.key}
          id={`section:${section.key}`}
          heading={
            <Flex gap={8} align="center">
              <Input
                aria-label={t('design.sectionName')}
                variant="borderless"
                className={css.name}
                value={section.name[language]}
                onChange={(event) =>
                  draft.set(renameSection(draft.app, entity.key, section.key, { ...section.name, [language]: event.target.value || ' ' }))
                }
              />
              {entity.form.length > 1 && (
                <Button type="text" size="small" onClick={() => draft.set(removeSection(draft.app, entity.key, section.key))}>
                  {t('design.removeSection')}
                </Button>
              )}
            </Flex>
          }
        >
          {blocks(section.fields.flatMap((key) => fieldOf(entity, key) ?? []))}
        </Area>
      ))}
      <Area id={UNPLACED} heading={<span>{t('design.unplaced')}</span>}>
        {blocks(unplaced)}
      </Area>
    </DndContext>
  );
}

function Area({ id, heading, children }: { id: string; heading: React.ReactNode; children: React.ReactNode }) {
  const { setNodeRef, isOver } = useDroppable({ id });
  return (
    <section ref={setNodeRef} className={isOver ? `${css.section} ${css.over}` : css.section}>
      {heading}
      <div className={css.blocks}>{children}</div>
    </section>
  );
}

function Block({ field, currency, chosen, onChoose }: { field: Field; currency: string; chosen: boolean; onChoose: () => void }) {
  const { t, say } = useDesignText();
  const { attributes, listeners, setNodeRef, transform, transition, isDragging } = useSortable({
    id: field.key,
    attributes: { roleDescription: t('order.handle') },
  });
  return (
    <div
      ref={setNodeRef}
      data-field={field.key}
      className={`${css.block} ${chosen ? css.chosen : ''} ${isDragging ? css.held : ''}`}
      style={{ transform: transform ? `translate(${transform.x}px, ${transform.y}px)` : undefined, transition }}
    >
      <Flex gap={4} align="center">
        <button
          type="button"
          {...attributes}
          {...listeners}
          aria-label={t('design.drag', { field: say(field.name) })}
          className={css.handle}
        >
          <HolderOutlined />
        </button>
        <button type="button" onClick={onChoose} aria-pressed={chosen} className={look.bare}>
          {say(field.name)} {field.required && <span aria-hidden="true">*</span>}
        </button>
      </Flex>
      <div inert>
        <FieldInput field={field} value={null} currency={currency} disabled onChange={() => undefined} />
      </div>
    </div>
  );
}
