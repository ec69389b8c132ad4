import { type Entity, NEXT_TASKS, updateProcess } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Select } from 'antd';
import { Property } from '../kit/property.tsx';
import type { Draft } from '../state/draft.ts';

type NextTask = (typeof NEXT_TASKS)[number];

/** Whether it is looked after that each open record has something next: not at all, those without are listed, or one is asked for. */
export function NextTaskSetting({ draft, entity }: { draft: Draft; entity: Entity }) {
  const { t } = useDesignText();
  const { process } = entity;
  if (!process) return null;
  const set = (nextTask: NextTask | undefined) => draft.set(updateProcess(draft.app, entity.key, { nextTask }));
  return (
    <Property label={t('design.nextTask')} help={t('design.nextTaskHelp')} htmlFor="process_nextTask">
      <Select
        id="process_nextTask"
        className={look.wide}
        allowClear
        placeholder={t('design.nextTaskOff')}
        value={process.nextTask ?? null}
        options={NEXT_TASKS.map((each) => ({ value: each, label: t(`nextTask.${each}`) }))}
        onChange={(next: NextTask | null) => set(next ?? undefined)}
      />
    </Property>
  );
}
