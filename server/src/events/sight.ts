import { entityOf, type Principal, readsEntity, rowsFor, surroundings } from '@pipewright/definition';
import { compile, type Facts, namesIn, type Predicate, type Test } from '@pipewright/logic';
import { type ChangedRow, changedSql, type Sight } from '@pipewright/sql';
import { type Queryable, rows } from '../db/pool.ts';
import type { RecordChange } from './gathered.ts';

/** The records of a change that a person may know of: ids, or null where so many changed that everybody who reads the entity looks again. */
export type Seen = { readonly ids: readonly string[] | null } | undefined;

/** A record as it stands now, whatever it was before: no record ever has so many versions, so none of its changes is asked for. */
export const asItStands = (id: string): RecordChange => ({ id, version: 2_147_483_647 });

/**
 * Finds out who may hear of changed records: whoever can see a record now, or could before it changed. All is read in one statement and judged here,
 * by the same row rules and shares that the reading door compiles, so that its cost does not grow with the number of screens. Who may see none of the records,
 * or reads nothing of the entity, hears nothing.
 */
export async function sightOf(
  db: Queryable,
  views: readonly Sight[],
  key: string,
  changes: readonly RecordChange[] | undefined,
): Promise<(view: Sight) => Seen> {
  const entity = views[0] && entityOf(views[0].app, key);
  if (!entity || !views[0]) return () => undefined;
  const reads = ({ principal }: Sight) => readsEntity(principal.role, entity);
  if (!changes) return (view) => (reads(view) ? { ids: null } : undefined);
  const tests = new Map<string, { test: Test; holds: Predicate }>();
  for (const { app, principal } of views.filter(reads)) {
    const test = rowsFor(app, entity, principal, 'read');
    if (!tests.has(principal.role.key)) tests.set(principal.role.key, { test, holds: compile(test) });
  }
  const limited = [...tests.values()].filter(({ test }) => test.kind !== 'constant');
  const names = new Set(limited.flatMap(({ test }) => namesIn(test)));
  const found = limited.length > 0 ? await rows<ChangedRow>(db, changedSql(views[0].schema, entity, changes, names)) : [];
  const states = found.map((row) => ({ id: row.id, people: row.people, states: statesOf(row) }));
  return ({ principal }) => {
    const rule = tests.get(principal.role.key);
    if (!rule) return undefined;
    if (rule.test.kind === 'constant') return rule.test.value ? { ids: changes.map(({ id }) => id) } : undefined;
    const ids = states
      .filter(({ people, states }) => people.includes(principal.user) || canSee(rule.holds, principal, states))
      .map(({ id }) => id);
    return ids.length > 0 ? { ids } : undefined;
  };
}

const canSee = (holds: Predicate, principal: Principal, states: readonly Facts[]) =>
  states.some((state) => holds({ ...state, ...surroundings(principal) }));

/** How a record stood: now, and before each of its changes. */
function statesOf({ id, now, replaced }: ChangedRow): Facts[] {
  const states = [{ ...now, id } as Facts];
  for (const before of replaced) states.push({ ...states.at(-1), ...before } as Facts);
  return states;
}
