import type { CHOICES_OF_PERSON, Entity, Team } from '@pipewright/definition';
import { type Facts, issue } from '@pipewright/logic';
import { spread } from '@pipewright/process';
import { coolingSql } from '@pipewright/sql';
import { rows } from '../db/pool.ts';
import type { Outcome, SaveTerms } from '../records/change.ts';
import { save } from '../records/save.ts';
import { candidatesFor, type Person } from './candidates.ts';
import { holdPool } from './limit.ts';
import type { SeenRecord } from './reclaim.ts';

/** A record that is to be given to somebody, with what rules know of it. */
export interface GivenRecord extends SeenRecord {
  readonly facts: Facts;
}

/** To whom records go: whoever has the fewest open ones (`load`) or was not given one for longest (`turn`), and how many anybody may have. */
export interface AssignWish {
  readonly by: (typeof CHOICES_OF_PERSON)[number];
  readonly team: Pick<Team, 'role' | 'near' | 'among'>;
  readonly most?: number | undefined;
}

/**
 * Gives records to people of a role, inside a transaction: spread evenly, to nobody beyond the limits of step and app, to nobody who could not read it, and not back to whom
 * it was taken back from, or who gave it up, as long as that person could not take it either. Answers what became of each, in their order; `nobody` where there is no one to give it to. It asks
 * the database as often for a thousand records as for one.
 */
export async function assign(
  terms: SaveTerms,
  entityKey: string,
  records: readonly GivenRecord[],
  { by, team, most }: AssignWish,
): Promise<(Outcome | 'nobody')[]> {
  if (!terms.inTransaction) throw new Error('Giving records away needs a transaction');
  const entity = terms.published.entity(entityKey)?.entity;
  if (!entity?.process) return records.map(() => ({ issues: [issue('entity', 'unknown.entity', { name: entityKey })] }));
  if (records.length === 0) return [];
  await holdPool(terms, entity);
  const { people, most: limit, fits } = await candidatesFor(terms, entity, team);
  const cooling = await coolingPairs(terms, entity, records);
  const may = (person: Person, place: number) => {
    const { id, facts } = records[place] as GivenRecord;
    return !cooling.has(`${id} ${person.id}`) && fits(person, facts);
  };
  const least = Math.min(most ?? Number.POSITIVE_INFINITY, limit ?? Number.POSITIVE_INFINITY);
  const chosen = spread(records.length, people, { by, most: least }, (candidate, place) => may(candidate as Person, place));
  const writes = records.flatMap(({ id, version }, i) => {
    const owner = chosen[i];
    return owner ? [{ entity: entityKey, change: { kind: 'update' as const, id, version, values: { owner } } }] : [];
  });
  const written = await save(terms, writes);
  const outcomes = new Map(writes.map(({ change }, i) => [change.id, written[i] as Outcome]));
  await noteTurns(
    terms,
    entity,
    chosen.filter((person, i) => person !== null && !('issues' in (outcomes.get(records[i]?.id ?? '') ?? { issues: [] }))) as string[],
  );
  return records.map(({ id }) => outcomes.get(id) ?? 'nobody');
}

/** Which record may not go back to whom, as `record person`. */
async function coolingPairs({ db, published, view }: SaveTerms, entity: Entity, records: readonly SeenRecord[]): Promise<Set<string>> {
  const found = await rows<{ record: string; person: string }>(
    db,
    coolingSql(published.schema, entity, view.principal.now, { records: records.map(({ id }) => id), last: true }),
  );
  return new Set(found.map(({ record, person }) => `${record} ${person}`));
}

/** Notes who was given something, the later ones behind the earlier. */
async function noteTurns({ db, published }: SaveTerms, { key }: Entity, given: readonly string[]): Promise<void> {
  const last = new Map(given.map((person, i) => [person, i + 1]));
  if (last.size === 0) return;
  await db.query(
    `insert into "${published.schema}"._turn (entity, person, given)
     select $1, t.person, coalesce((select max(given) from "${published.schema}"._turn where entity = $1), 0) + t.place from unnest($2::text[], $3::bigint[]) as t(person, place)
     on conflict (entity, person) do update set given = excluded.given`,
    [key, [...last.keys()], [...last.values()]],
  );
}
