import { type App, anyField, type Label, type RelabelJson, type RelabellingJson } from '@pipewright/definition';
import { type ImpactView, type Relabelling, relabellings } from '@pipewright/sql';
import { instantSql } from '../db/instant.ts';
import { type Queryable, rows } from '../db/pool.ts';
import { newId } from '../ground/id.ts';

interface Turn {
  readonly was: string | null;
  readonly becomes: string | null;
  readonly count: number;
}

/** What a relabelling is named by: `entity.field`. */
const idOf = ({ entity, field }: Pick<Relabelling, 'entity' | 'field'>) => `${entity.key}.${field.key}`;

/** The records that would get another value by the rules which a publish makes or changes. */
export async function countRelabels(db: Queryable, view: ImpactView): Promise<RelabellingJson[]> {
  const found: RelabellingJson[] = [];
  for (const each of relabellings(view)) {
    const turns = await rows<Turn>(db, each.statement);
    if (turns.length === 0) continue;
    found.push({
      id: idOf(each),
      names: each.names,
      count: turns.reduce((sum, { count }) => sum + count, 0),
      turns: turns.map(({ was, becomes, count }) => ({ from: optionName(each, view, was), to: optionName(each, view, becomes), count })),
    });
  }
  return found;
}

/** What an option is called, one that goes with this publish too; by its key where it is older than that. */
function optionName({ entity, field }: Relabelling, { before }: ImpactView, key: string | null): Label | null {
  if (key === null) return null;
  const was = before.entities.find((each) => each.key === entity.key);
  const options = [...(field.options ?? []), ...((was && anyField(was, field.key)?.options) ?? [])];
  return options.find((option) => option.key === key)?.name ?? { en: key, 'zh-CN': key };
}

/** Keeps that records of before get what their rules say, in the transaction of the publish; whoever works takes it up. */
export async function keepRelabels(
  db: Queryable,
  { app, version, by }: { readonly app: string; readonly version: number; readonly by: string | null },
  counted: readonly RelabellingJson[],
  chosen: readonly string[],
): Promise<void> {
  for (const { id, count } of counted.filter((each) => chosen.includes(each.id))) {
    const [entity, field] = id.split('.');
    await db.query('update pipewright.relabel set ended_at = now() where app = $1 and entity = $2 and field = $3 and ended_at is null', [
      app,
      entity,
      field,
    ]);
    await db.query('insert into pipewright.relabel (id, app, entity, field, version, total, by) values ($1, $2, $3, $4, $5, $6, $7)', [
      newId(),
      ...[app, entity, field, version, count, by],
    ]);
  }
}

/** How far the last relabellings of an app are, the newest first. */
export async function listRelabels(db: Queryable, key: string, app: App): Promise<RelabelJson[]> {
  const found = await rows<Omit<RelabelJson, 'names'> & { readonly entity: string; readonly field: string }>(db, {
    sql: `select r.id::text, r.entity, r.field, r.version, r.total, r.done, r.refused, ${instantSql('r.at')} as "startedAt",
        ${instantSql('r.ended_at')} as "endedAt" from pipewright.relabel r where r.app = $1 order by r.id desc limit 20`,
    parameters: [key],
  });
  return found.flatMap(({ entity: name, field, ...rest }) => {
    const entity = app.entities.find((each) => each.key === name);
    const called = entity && anyField(entity, field)?.name;
    return entity && called ? [{ ...rest, names: [entity.name, called] }] : [];
  });
}
