import { type Entity, type RecordJson, taskEntityOf, workOf } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApp } from '../data/app-context.ts';
import { workQuery } from '../data/queries.ts';

/** How a record stands to the work of its stages, as far as this person may know. */
export interface WorkHere {
  /** The entity of its tasks. */
  readonly tasks: Entity | undefined;
  /** The facts that criteria read; undefined until they are known, and where there is no work. */
  readonly facts: Facts | undefined;
  /** Which key task each task is, by its id. */
  readonly marks: Readonly<Record<string, string>>;
}

const NO_MARKS = {};

/** Asks what is done of the work of the stages a record goes through; nothing where its stages have none, or it is gone. */
export function useWork(entity: Entity, record: Pick<RecordJson, 'id'> | undefined): WorkHere {
  const { key, app } = useApp();
  const items = useMemo(() => workOf(app, entity), [app, entity]);
  const tasks = entity.process && taskEntityOf(app, entity);
  const { data } = useQuery({
    ...workQuery(key, entity.key, record?.id ?? '', (tasks ?? entity).key),
    enabled: record !== undefined && items.length > 0,
  });
  const facts = data && Object.fromEntries(items.map(({ fact }) => [fact, data.done.includes(fact)]));
  return { tasks, facts, marks: data?.tasks ?? NO_MARKS };
}
