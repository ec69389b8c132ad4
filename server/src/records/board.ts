import { type Entity, readsName } from '@pipewright/definition';
import { issue, type Rule } from '@pipewright/logic';
import { criteriaNames, prepare } from '@pipewright/process';
import { type BoardRow, boardSql, compileOnce, type RoleSight, type Sight, type Statement, searchText, writeCursor } from '@pipewright/sql';
import { entityFor, orRefuse } from '../door/entity.ts';
import { Refusal } from '../ground/refusal.ts';

/** What a board asks: a pipeline of an entity, narrowed by a filter and a search, and how many cards each stage shows. */
export interface BoardQuery {
  readonly pipeline: string;
  readonly filter?: Rule | undefined;
  readonly search?: string | undefined;
  readonly limit: number;
}

/** The statement that answers a board, for this person. Refused where the entity has no such pipeline or the person may not know where records stand. */
export function boardStatement(view: Sight, entityKey: string, { filter, limit, ...query }: BoardQuery): Statement {
  const entity = entityFor(view, entityKey);
  const pipeline = entity.process?.pipelines.find((each) => each.key === query.pipeline);
  // Who may not see where records stand hears the same whether there is such a pipeline or not.
  const seen = ['pipeline', 'stage', 'status'].every((key) => readsName(view.app, entity, view.principal.role, key));
  if (!pipeline || !seen) throw new Refusal([issue('pipeline', 'no.process', { entity: entity.name })]);
  const search = searchText(query.search);
  const shape = { filter, searched: search !== undefined };
  const key = `board ${entityKey} ${pipeline.key} ${JSON.stringify(shape)}`;
  const values = { pipeline: pipeline.key, search, stages: pipeline.stages.map((stage) => stage.key), limit };
  return orRefuse(
    compileOnce(view, key, values, (each) => boardSql(each, entity, { ...shape, facts: factNames(each, entity, pipeline.key) })),
  );
}

/** What the criteria of a pipeline read and a role may know: with it, whoever looks at a card can tell what is still missing. */
function factNames({ app, principal }: RoleSight, entity: Entity, pipeline: string): string[] {
  return criteriaNames(prepare(app, entity), pipeline).filter((name) => readsName(app, entity, principal.role, name));
}

/** The columns of a board as JSON text: per stage the count, the sum, and the first cards, which Postgres has written. */
export function boardJson(found: readonly BoardRow[]): string {
  const columns = found.map(({ stage, count, sum, records, last }) => {
    const next = last === null ? null : writeCursor(last);
    return `{"stage":${JSON.stringify(stage)},"count":${count},"sum":${JSON.stringify(sum)},"records":[${records ?? ''}],"next":${JSON.stringify(next)}}`;
  });
  return `{"columns":[${columns.join(',')}]}`;
}
