import { type App, type Entity, entityOf } from '@pipewright/definition';

/** What the server tells of changed records: which ones, or null for any of the entity; at which instant of its clock. */
export interface News {
  readonly entity: string | null;
  readonly ids: readonly string[] | null;
  readonly at: number;
}

/** What is on screen: the key of its question (`records`, app, entity, kind, …) and what was answered. */
export interface Shown {
  readonly key: readonly unknown[];
  readonly data: unknown;
}

/** Questions about one record by its id. */
const OF_ONE: ReadonlySet<unknown> = new Set(['one', 'line', 'shares', 'pool', 'exceptions', 'approvals']);

/** True where news of changed records may alter what is shown. A list or board may gain a record; a record, its story and names change with themselves. */
export function concerns(app: App, { key, data }: Shown, { entity, ids }: News): boolean {
  if (entity === null) return true;
  const [, , own, kind, question] = key;
  const subject = typeof own === 'string' ? entityOf(app, own) : undefined;
  const shows = () => ids === null || mentions(data, ids);
  // Which exceptions wait to be answered: one may be asked for, of whatever record, by whom one may answer without being told.
  if (own === 'exceptions' && !subject) return entityOf(app, entity)?.process?.exceptions === true;
  // Which approvals wait: whoever is asked besides, or no more, is told of it by the record alone.
  if (own === 'approvals' && !subject) return kind !== 'one' || shows();
  if (kind === 'line' && isActivityOf(app, entity, own)) return true;
  if (own === entity) return OF_ONE.has(kind) ? ids === null || ids.includes(String(question)) || shows() : true;
  if (!subject?.fields.some((field) => field.target === entity)) return false;
  return kind === 'report' ? looksAt(subject, entity, question) : shows();
}

/** True where records of an entity are activities of those of another, on whose time lines they stand. */
function isActivityOf(app: App, entity: string, own: unknown): boolean {
  const activity = entityOf(app, entity);
  return activity?.fields.some(({ key, target }) => key === activity.activityOf && target === own) ?? false;
}

/** True where a question names a field that refers to records of an entity. */
function looksAt(subject: Entity, entity: string, question: unknown): boolean {
  const text = JSON.stringify(question ?? null);
  return subject.fields.some(({ key, target }) => target === entity && (text.includes(`"${key}"`) || text.includes(`"${key}.`)));
}

function mentions(data: unknown, ids: readonly string[]): boolean {
  const text = JSON.stringify(data ?? null);
  return ids.some((id) => text.includes(id));
}

const SPREAD_MS = 500;
const BUSY_MS = 1000;
const BUSY_SPREAD_MS = 250;

/**
 * How long to wait before asking again, in milliseconds: spread, so that not every screen asks at the same moment. In a busy time a question is asked
 * once a second, by all screens in the same part of a second, so that one answer serves them, and each question in a part of its own.
 * @param quiet how long ago it was answered
 * @param random from 0 to 1
 */
export function pause(question: string, quiet: number, at: number, random: number): number {
  if (quiet > BUSY_MS + BUSY_SPREAD_MS) return random * SPREAD_MS;
  return ((partOf(question) + BUSY_MS - (at % BUSY_MS)) % BUSY_MS) + random * BUSY_SPREAD_MS;
}

function partOf(question: string): number {
  let sum = 0;
  for (let i = 0; i < question.length; i += 1) sum = (sum * 31 + question.charCodeAt(i)) % BUSY_MS;
  return sum;
}
