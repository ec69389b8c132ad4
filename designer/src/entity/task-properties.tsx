import { type Entity, fieldTypes, targetOf, type updateEntity } from '@pipewright/definition';
import { useDesignText } from '@pipewright/ui';
import { Flex, Select } from 'antd';
import type { Draft } from '../state/draft.ts';

/** Whether records of an entity are tasks: of which record they are, by when they are due, and when they were done. */
export function TaskProperties({
  draft,
  entity,
  set,
}: {
  draft: Draft;
  entity: Entity;
  set: (patch: Parameters<typeof updateEntity>[2]) => void;
}) {
  const { t, say } = useDesignText();
  const live = entity.fields.filter(({ retired }) => !retired);
  const records = live.filter((field) => targetOf(draft.app, field)?.process !== undefined);
  const moments = live.filter(({ type }) => fieldTypes[type].value === 'datetime');
  const days = live.filter(({ type }) => fieldTypes[type].value === 'date');
  if (records.length === 0 || moments.length === 0) return null;
  const options = (fields: Entity['fields']) => fields.map(({ key, name }) => ({ value: key, label: say(name) }));
  const choose = (label: string, value: string | undefined, all: { value: string; label: string }[], change: (key: string) => void) => (
    <Flex vertical gap={4}>
      <span>{label}</span>
      <Select aria-label={label} value={value ?? ''} options={all} onChange={change} />
    </Flex>
  );
  const none = { taskOf: undefined, due: undefined, done: undefined };
  return (
    <>
      {choose(t('design.taskOf'), entity.taskOf, [{ value: '', label: t('design.taskNone') }, ...options(records)], (key) =>
        set(key ? { taskOf: key, done: entity.done ?? moments[0]?.key, due: entity.due ?? days[0]?.key } : none),
      )}
      {entity.taskOf !== undefined && (
        <>
          {choose(t('design.taskDue'), entity.due, [{ value: '', label: t('design.taskNoDue') }, ...options(days)], (key) =>
            set({ due: key || undefined }),
          )}
          {choose(t('design.taskDone'), entity.done, options(moments), (key) => set({ done: key }))}
        </>
      )}
    </>
  );
}
