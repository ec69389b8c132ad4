import { type Entity, fieldOf, fieldTypes } from '@pipewright/definition';
import { type Issue, issue, type Value } from '@pipewright/logic';
import { entriesSql, fillFor, type Sight } from '@pipewright/sql';
import { type Queryable, rows } from '../db/pool.ts';

type Values = Readonly<Record<string, Value>>;

/** Puts ids in the place of the names by which a message speaks of records, people and departments, and says which of them are nobody's or several ones'. */
export async function namesToIds(
  db: Queryable,
  view: Sight,
  entity: Entity,
  values: Values,
): Promise<{ readonly values: Values; readonly issues: readonly Issue[] }> {
  const ids: Record<string, Value> = { ...values };
  const issues: Issue[] = [];
  for (const [key, name] of Object.entries(values)) {
    const field = fieldOf(entity, key);
    if (!field || typeof name !== 'string' || fieldTypes[field.type].names === null) continue;
    const entries = entriesSql(view, field, 'name');
    const known = 'value' in entries ? await rows<{ id: string }>(db, fillFor(view, entries.value, { named: [name] })) : [];
    const [found, twin] = known;
    if (found && !twin) ids[key] = found.id;
    else issues.push(issue(key, found ? 'value.ambiguous' : 'value.unmatched', { field: field.name, value: name }));
  }
  return { values: ids, issues };
}
