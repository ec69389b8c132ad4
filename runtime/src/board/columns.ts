import { type BoardColumn, type Entity, type Pipeline, type RecordJson, type RecordPage, statusNames } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { type BoardTarget, statusColors, type useText } from '@pipewright/ui';
import type { InApp } from '../data/app-context.ts';

/** The columns with a card put into another one; counts follow, sums wait for the server. */
export function moved(columns: readonly BoardColumn[], record: RecordJson, stage: string): BoardColumn[] {
  return columns.map((column) => {
    if (column.stage === record.stage)
      return { ...column, count: column.count - 1, records: column.records.filter((each) => each.id !== record.id) };
    if (column.stage === stage) return { ...column, count: column.count + 1, records: [{ ...record, stage }, ...column.records] };
    return column;
  });
}

/** The columns with a further page of one of them at its end. */
export function withMore(columns: readonly BoardColumn[], stage: string, page: RecordPage): BoardColumn[] {
  return columns.map((each) => (each.stage === stage ? { ...each, records: [...each.records, ...page.records], next: page.next } : each));
}

/** Where and how the next page of a column is asked for. */
export function moreRequest(
  app: string,
  entity: Entity,
  pipeline: string,
  column: BoardColumn,
  { filter, search }: { readonly filter: Rule | undefined; readonly search: string | undefined },
) {
  const rules: Rule[] = [
    { '==': [{ var: 'pipeline' }, pipeline] },
    { '==': [{ var: 'status' }, 'open'] },
    { '==': [{ var: 'stage' }, column.stage] },
    ...(filter === undefined ? [] : [filter]),
  ];
  return {
    app,
    entity: entity.key,
    query: {
      filter: JSON.stringify({ and: rules }),
      search,
      sort: '-updated_at',
      limit: 50,
      after: column.next ?? undefined,
      expand: ['owner', entity.subtitle].filter(Boolean).join(),
    },
  };
}

/** Where a card can go: the stages, those that only former cards stand in, and both ends. */
export function targetsOf(
  pipeline: Pipeline | undefined,
  columns: readonly BoardColumn[],
  { formerStages }: Pick<InApp, 'formerStages'>,
  { t, say, language }: ReturnType<typeof useText>,
): BoardTarget[] {
  const stages: BoardTarget[] = (pipeline?.stages ?? []).map((stage) => ({
    key: stage.key,
    name: say(stage.name),
    color: stage.color,
    probability: stage.probability,
    kind: 'stage',
  }));
  const gone: BoardTarget[] = columns
    .filter((column) => !stages.some((stage) => stage.key === column.stage))
    .map((column) => ({
      key: column.stage,
      name: t('board.formerStage', { name: say(formerStages[column.stage]) || '–' }),
      color: 'grey',
      kind: 'stage',
      former: true,
    }));
  const ends: BoardTarget[] = (['won', 'lost'] as const).map((key) => ({
    key,
    name: statusNames[key][language],
    color: statusColors[key],
    kind: key,
  }));
  return [...stages, ...gone, ...ends];
}
