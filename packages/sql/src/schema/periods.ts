import { sql } from 'kysely';
import type { Fragment } from '../ground/compile.ts';

/**
 * The stage periods of an app as its ledger tells them: a row (`entity`, `record`, `pipeline`, `stage`, `status`, `entered_at`, `left_at`,
 * `definition_version`) per stay. Each entry that changes where a record stands, and each deletion and restoring, ends one stay and begins the next,
 * but for what happens while the record is deleted. An entry that was true earlier than the one before it counts from that one's instant.
 */
export function periodsSql(schema: string): Fragment {
  const ledger = sql.id(schema, '_ledger');
  const stood = (key: string) => sql`(select b.after->>${key}::text from ${ledger} b
    where b.record = e.record and b.entity = e.entity and b.id <= e.id and b.after ? ${key}::text order by b.id desc limit 1)`;
  const gone = sql`coalesce((select b.kind = 'delete' from ${ledger} b
    where b.record = e.record and b.entity = e.entity and b.id <= e.id and b.kind in ('delete', 'restore') order by b.id desc limit 1), false)`;
  return sql`select s.entity, s.record, s.pipeline, s.stage, s.status, s.entered_at, s.left_at, s.definition_version from (
    select e.entity, e.record, e.definition_version, ${gone} as gone, ${stood('pipeline')} as pipeline, ${stood('stage')} as stage, ${stood('status')} as status,
      e.entered_at, lead(e.entered_at) over (partition by e.entity, e.record order by e.id) as left_at
    from (select l.*, max(l.valid_at) over (partition by l.entity, l.record order by l.id) as entered_at from ${ledger} l
      where l.after ?| array['pipeline', 'stage', 'status'] or l.kind in ('delete', 'restore')) e) s
    where not s.gone and s.pipeline is not null`;
}

const STAYS = ['entity', 'record', 'pipeline', 'stage', 'status', 'entered_at', 'left_at', 'definition_version'].map((name) =>
  sql.id(name),
);

/** Fills an empty table of stage periods with what the ledger tells. */
export function fillPeriodsSql(schema: string): Fragment {
  return sql`insert into ${sql.id(schema, '_period')} (${sql.join(STAYS)}) ${periodsSql(schema)}`;
}
