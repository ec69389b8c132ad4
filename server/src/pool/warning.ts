import { type App, type Entity, entityOf, reachedFrom } from '@pipewright/definition';
import { instantSql } from '../db/instant.ts';
import type { Queryable } from '../db/pool.ts';

/** A warning that stands: when it was given, and when the record will be taken back as far as the warning said so. */
export interface Warning {
  readonly at: string;
  readonly due: string | null;
}

/** Of a ladder that takes records back: the steps that warn, and the levels at which they are taken. */
interface Ladder {
  readonly automation: string;
  readonly clock: 'stage' | 'follow_up';
  readonly warns: readonly string[];
  readonly takes: readonly string[];
}

/** The ladders of an entity that warn before they take a record back. */
export function laddersOf(app: App, entity: Entity): Ladder[] {
  return (app.automations ?? []).flatMap((automation) => {
    const { on } = automation;
    if (automation.entity !== entity.key || on.kind !== 'since') return [];
    const levels = on.levels.map(({ key, start }) => ({ key, chain: reachedFrom(automation.nodes, start) }));
    const takes = levels.filter(({ chain }) => chain.some(({ kind }) => kind === 'reclaim')).map(({ key }) => key);
    const warns = levels.flatMap(({ chain }) => chain.flatMap((node) => (node.kind === 'notify' && node.warns ? [node.key] : [])));
    return takes.length > 0 && warns.length > 0 ? [{ automation: automation.key, clock: on.clock, warns, takes }] : [];
  });
}

/**
 * The latest warning to the owner of a record that it is about to be taken back, in one question: given since the record came to where it stands, and out of the pool, and, where that is what
 * counts, since somebody followed it up, by a ladder that has not come to taking it yet. When that will be the warning itself says.
 */
export async function warningOf(
  db: Queryable,
  app: App,
  schema: string,
  key: string,
  entity: Entity,
  record: string,
): Promise<Warning | undefined> {
  const ladders = laddersOf(app, entity);
  if (ladders.length === 0) return undefined;
  const followed = followUpSql(app, schema, entity);
  const { rows } = await db.query<Warning>(
    `select ${instantSql('s.at')} as at, (select n.words->>'due' from pipewright.notice n
         where n.app = $2 and n.person = t.owner and n.record = t.id and n.kind = 'warning' order by n.id desc limit 1) as due
     from "${schema}"."${entity.key}" t join "${schema}"._run w on w.record = t.id join "${schema}"._run_step s on s.run = w.id
       join jsonb_to_recordset($3) as l(automation text, clock text, warns text[], takes text[]) on l.automation = w.automation and s.node = any(l.warns)
     where t.id = $1 and t.deleted_at is null and t.status = 'open' and t.owner is not null and s.outcome = 'done' and t.owner = any(s.people)
       and s.at >= t.stage_since and not exists (select 1 from "${schema}"._passage g where g.record = t.id and g.taken_at > s.at) and (l.clock = 'stage' or not ${followed})
       and not exists (select 1 from "${schema}"._run x where x.record = t.id and x.automation = w.automation and x.level = any(l.takes) and x.begun_at >= w.begun_at)
     order by s.at desc limit 1`,
    [record, key, JSON.stringify(ladders)],
  );
  return rows[0];
}

/** True where somebody followed a record up after it was warned about. */
function followUpSql(app: App, schema: string, entity: Entity): string {
  const activity = app.entities.find(
    (each) =>
      !each.retired &&
      each.fields.some(({ key, target }) => key === each.activityOf && target && entityOf(app, target)?.key === entity.key),
  );
  if (!activity) return 'false';
  return `exists (select 1 from "${schema}"."${activity.key}" a where a."${activity.activityOf}" = t.id and a.deleted_at is null and a.created_at > s.at)`;
}
