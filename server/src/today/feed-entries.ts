import {
  type Entity,
  fieldOf,
  fieldTypes,
  type Language,
  type RecordJson,
  readableFields,
  readsEntity,
  taskEntityOf,
} from '@pipewright/definition';
import { addDays, type Rule } from '@pipewright/logic';
import { startOfDay } from '@pipewright/process';
import { compileOnce, listShape, listSql, type Sight } from '@pipewright/sql';
import { ask } from '../db/ask.ts';
import type { Queryable } from '../db/pool.ts';
import { orRefuse } from '../door/entity.ts';
import type { CalendarEntry } from './ical.ts';

/** From how many days back to how many ahead a feed goes, and the most entries of each kind of an entity. */
const [BACK, AHEAD, MOST] = [30, 365, 500];
/** How long something takes of which only its beginning is known. */
const MINUTES = 30;

const SAYS: Readonly<Record<Language, Readonly<Record<'step' | 'wake' | 'of', string>>>> = {
  en: { step: '{name}: next step', wake: '{name} comes back', of: '{title} ({name})' },
  'zh-CN': { step: '{name}：下一步', wake: '{name} 到期恢复', of: '{title}（{name}）' },
};

/** What of an entity stands in a feed: the records of a condition, each at its day or moment. */
interface Source {
  readonly entity: Entity;
  readonly kind: 'task' | 'activity' | 'step' | 'wake';
  readonly at: string;
  readonly filter: Rule;
  /** The fields it takes besides; without those that may not be known it is left out. */
  readonly needs: readonly string[];
  /** What it says more of, where that may be known. */
  readonly more: readonly (string | undefined)[];
}

const is = (name: string, value: Rule): Rule => ({ '==': [{ var: name }, value] });
const MINE = is('owner', { var: 'user.id' });

function sourcesOf({ app }: Sight, entity: Entity): Source[] {
  const { process, taskOf, due, done, activityOf } = entity;
  const holder = taskOf === undefined ? undefined : app.entities.find((each) => taskEntityOf(app, each)?.key === entity.key);
  const moment = entity.fields.find(({ type, retired }) => !retired && fieldTypes[type].value === 'datetime')?.key;
  const step = process?.nextStepDate;
  return [
    ...(holder && due && done ? [{ entity, kind: 'task', at: due, filter: is(done, null), needs: [done], more: [taskOf] } as const] : []),
    ...(activityOf && moment ? [{ entity, kind: 'activity', at: moment, filter: true, needs: [], more: [activityOf] } as const] : []),
    ...(process && step
      ? [{ entity, kind: 'step', at: step, filter: is('status', 'open'), needs: ['status'], more: [process.nextStep] } as const]
      : []),
    ...(process?.statuses?.future?.until
      ? [{ entity, kind: 'wake', at: 'status_until', filter: is('status', 'future'), needs: ['status'], more: [] } as const]
      : []),
  ];
}

/**
 * What is ahead of a person and lately was, as far as that person may see it at this moment: open tasks, activities, next steps, and what comes back.
 * @param origin the address under which the records of the app are found
 */
export async function feedEntries(db: Queryable, view: Sight, language: Language, origin: string): Promise<CalendarEntry[]> {
  const { app, principal } = view;
  const entities = app.entities.filter((entity) => readsEntity(principal.role, entity));
  const entries: CalendarEntry[] = [];
  for (const source of entities.flatMap((entity) => sourcesOf(view, entity)))
    entries.push(...(await entriesOf(db, view, source, language, origin)));
  return entries;
}

async function entriesOf(db: Queryable, view: Sight, source: Source, language: Language, origin: string): Promise<CalendarEntry[]> {
  const { app, principal } = view;
  const { entity, kind, at, needs, more } = source;
  const readable = new Set(readableFields(app, entity, principal.role).map(({ key }) => key));
  if (!['owner', at, ...needs].every((key) => readable.has(key))) return [];
  const timed = fieldTypes[fieldOf(entity, at)?.type ?? 'text'].value === 'datetime';
  const bound = (ahead: number) => {
    const day = addDays(principal.today, ahead) ?? principal.today;
    return timed ? startOfDay(app.timeZone, day) : day;
  };
  const filter: Rule = { and: [MINE, source.filter, { '>=': [{ var: at }, bound(-BACK)] }, { '<=': [{ var: at }, bound(AHEAD)] }] };
  const fields = [entity.title, at, 'updated_at', ...more].filter((key): key is string => key !== undefined && readable.has(key));
  const expand = fields.filter((key) => fieldTypes[fieldOf(entity, key)?.type ?? 'text'].names !== null);
  const { shape, values } = orRefuse(listShape({ filter, sort: at, fields, expand, limit: MOST }));
  const compiled = compileOnce(view, `feed ${entity.key} ${kind} ${principal.today}`, values, (each) =>
    listSql(each, entity, { ...shape, branched: false }),
  );
  const found = await ask<{ j: string | null }>(db, orRefuse(compiled));
  const records = found.slice(0, MOST).flatMap(({ j }) => (j === null ? [] : [JSON.parse(j) as RecordJson]));
  return records.map((record) => entryOf(view, source, record, { language, origin, timed, readable }));
}

function entryOf(
  { principal }: Sight,
  { entity, kind, at, more }: Source,
  record: RecordJson,
  { language, origin, timed, readable }: { language: Language; origin: string; timed: boolean; readable: ReadonlySet<string> },
): CalendarEntry {
  const { id, version } = record;
  const title =
    readable.has(entity.title) && typeof record[entity.title] === 'string' ? String(record[entity.title]) : entity.name[language];
  const [other] = more;
  const belongs = other === undefined ? undefined : (record.$names?.[other] ?? undefined);
  const note =
    other !== undefined && typeof record[other] === 'string' && belongs === undefined && kind === 'step'
      ? String(record[other])
      : undefined;
  const words = SAYS[language];
  const fill = (text: string, name: string) => text.replace(/\{(title|name)\}/g, (_, key: string) => (key === 'title' ? title : name));
  return {
    uid: `${kind}-${id}@pipewright`,
    sequence: version,
    stamp: typeof record.updated_at === 'string' ? record.updated_at : `${principal.today}T00:00:00Z`,
    title: kind === 'step' || kind === 'wake' ? fill(words[kind], title) : belongs ? fill(words.of, belongs) : title,
    note,
    url: `${origin}/${entity.key}/${id}`,
    when: timed ? { at: String(record[at]), minutes: MINUTES } : { day: String(record[at]) },
  };
}
