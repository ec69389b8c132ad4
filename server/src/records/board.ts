import { type BoardColumn, readsName } from '@pipewright/definition';
import { issue, type Rule } from '@pipewright/logic';
import { type BoardPart, boardSql, compileOnce, searchPattern, type View, writeCursor } from '@pipewright/sql';
import type { Queryable } from '../db/pool.ts';
import { Refusal } from '../http/fault.ts';
import { ask, entityFor, orRefuse } from './query.ts';

/** A board of one pipeline: per stage the count, the sum, and the first cards. */
export async function board(
  db: Queryable,
  view: View,
  entityKey: string,
  query: { pipeline: string; filter?: Rule | undefined; search?: string | undefined; limit: number },
): Promise<BoardColumn[]> {
  const entity = entityFor(view, entityKey);
  const pipeline = entity.process?.pipelines.find((each) => each.key === query.pipeline);
  // Who may not see where records stand hears the same whether there is such a pipeline or not.
  const seen = ['pipeline', 'stage', 'status'].every((key) => readsName(view.app, entity, view.principal.role, key));
  if (!pipeline || !seen) throw new Refusal([issue('pipeline', 'no.process', { entity: entity.name })]);
  const search = searchPattern(query.search);
  const shape = { filter: query.filter, searched: search !== undefined };
  const part = (kind: BoardPart, stages: readonly string[]) => {
    const values = { pipeline: query.pipeline, search, stages, limit: query.limit + 1 };
    const key = `board ${kind} ${entityKey} ${JSON.stringify(shape)}`;
    return orRefuse(compileOnce(view, key, values, (each) => boardSql(each, entity, kind, shape)));
  };
  const totals = await ask<{ stage: string | null; count: number; sum: string | null }>(db, part('totals', []));
  const known = pipeline.stages.map((stage) => stage.key);
  const gone = totals.flatMap(({ stage }) => (stage && !known.includes(stage) ? [stage] : []));
  const stages = [...known, ...gone];
  const cards = await ask<{ stage: string; j: string; c: string }>(db, part('cards', stages));
  return stages.map((stage) => {
    const total = totals.find((each) => each.stage === stage);
    const own = cards.filter((card) => card.stage === stage);
    const shown = own.slice(0, query.limit);
    return {
      stage,
      count: total?.count ?? 0,
      sum: total?.sum ?? null,
      records: shown.map((card) => JSON.parse(card.j)),
      next: own.length > query.limit ? writeCursor(shown.at(-1)?.c ?? '') : null,
    };
  });
}
