import type { Stage } from '@pipewright/definition';
import { type Facts, type Issue, issue } from '@pipewright/logic';
import { type Criterion, type Sees, unmet } from './criterion.ts';
import type { PreparedEntity } from './prepare.ts';
import { leads, type Route } from './route.ts';

/** The fact that an exception to a criterion was granted to a record, by the criterion's id; no field is called so. */
export const exceptFact = (id: string): string => `$except/${id}`;

/** True where a record was let past a criterion once. */
export const isExcepted = ({ id }: Criterion, facts: Facts): boolean => facts[exceptFact(id)] === true;

/** What holds a way up that an exception may let a record past: by the ids of what it is about, and as it is said. */
export interface HeldUp {
  readonly ids: readonly string[];
  readonly issues: readonly Issue[];
}

/** What speaks against a way because the stage the record stands in does not lead there; winning goes by way of the last stage. */
export function offTheWay(way: Route, waived: ReadonlySet<string>, sees: Sees): HeldUp {
  const { pipeline, from, to } = way;
  const [here, there] = [pipeline?.stages[from]?.stage, pipeline?.stages[to]?.stage];
  if (!pipeline || !here || !there || leads(pipeline, from, to)) return NOTHING;
  const id = leadsId(pipeline.pipeline, here, there);
  return waived.has(id) ? NOTHING : { ids: [id], issues: [offIssue(here, there, sees)] };
}

const NOTHING: HeldUp = { ids: [], issues: [] };

const leadsId = (pipeline: { readonly key: string }, here: { readonly key: string }, there: { readonly key: string }) =>
  `${pipeline.key}/${here.key}/leads:${there.key}`;

function offIssue(here: Stage, there: Stage, sees: Sees): Issue {
  return sees('stage') && sees('pipeline')
    ? issue('stage', 'stage.leads', { stage: here.name, to: there.name })
    : issue('stage', 'gate.hidden');
}

/** What an exception lets a record past, in words for who may know them: the criteria of these ids, as far as they are still there. */
export function exceptionIssues(prepared: PreparedEntity, ids: readonly string[], sees: Sees): Issue[] {
  const held = new Set(ids);
  const never = (criteria: readonly Criterion[]) =>
    criteria.filter(({ id }) => held.has(id)).map((criterion) => ({ ...criterion, holds: () => false }));
  return prepared.pipelines.flatMap(({ pipeline, stages }) =>
    stages.flatMap(({ stage, entry, exit }) => [
      ...stages.flatMap((other) => (held.has(leadsId(pipeline, stage, other.stage)) ? [offIssue(stage, other.stage, sees)] : [])),
      ...unmet(never(exit), {}, 'gate', sees),
      ...unmet(never(entry), {}, 'entry', sees),
    ]),
  );
}
