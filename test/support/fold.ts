import { type Pool, schemaOf } from '@pipewright/server';

/** One stay of a record, as text. */
type Stay = string;

interface Entry {
  readonly entity: string;
  readonly record: string;
  readonly kind: string;
  readonly at: number;
  readonly after: Readonly<Record<string, unknown>>;
  readonly version: number;
}

const stay = (...parts: readonly unknown[]): Stay =>
  parts.map((part) => (part === null || part === undefined ? '–' : String(part))).join(' | ');

/** The stays that the entries of one record tell, read one after the other: a reading of the ledger that shares nothing with the product's own. */
function fold(entries: readonly Entry[]): Stay[] {
  const stays: Stay[] = [];
  let place: Record<string, unknown> = {};
  let open: { at: number; place: Record<string, unknown>; version: number } | undefined;
  let clock = Number.NEGATIVE_INFINITY;
  let deleted = false;
  for (const { entity, record, kind, at, after, version } of entries) {
    const moves = ['pipeline', 'stage', 'status'].some((key) => Object.hasOwn(after, key));
    place = { ...place, ...after };
    if (kind === 'delete') deleted = true;
    if (kind === 'restore') deleted = false;
    if (!moves && kind !== 'delete' && kind !== 'restore') continue;
    clock = Math.max(clock, at);
    const end = (left: number | null) =>
      open && stays.push(stay(entity, record, open.place.pipeline, open.place.stage, open.place.status, open.at, left, open.version));
    end(clock);
    open = deleted || !place.pipeline ? undefined : { at: clock, place: { ...place }, version };
  }
  if (open) {
    const [{ entity, record } = { entity: '', record: '' }] = entries;
    stays.push(stay(entity, record, open.place.pipeline, open.place.stage, open.place.status, open.at, null, open.version));
  }
  return stays;
}

/** The stays that are kept but not told by the ledger, and those that are told but not kept, as a fold in TypeScript reads it. */
export async function foldDifferences(pool: Pool, app: string): Promise<string[]> {
  const schema = schemaOf(app);
  const { rows: entries } = await pool.query<Entry>(
    `select entity, record::text, kind, (extract(epoch from valid_at) * 1000)::float8 as at, after, definition_version as version from "${schema}"._ledger order by id`,
  );
  const { rows: kept } = await pool.query(
    `select entity, record::text, pipeline, stage, status, (extract(epoch from entered_at) * 1000)::float8 as entered, (extract(epoch from left_at) * 1000)::float8 as "left", definition_version as version
     from "${schema}"._period`,
  );
  const byRecord = Map.groupBy(entries, (entry) => `${entry.entity} ${entry.record}`);
  const told = [...byRecord.values()].flatMap(fold).sort();
  const stored = kept
    .map((row) => stay(row.entity, row.record, row.pipeline, row.stage, row.status, row.entered, row.left, row.version))
    .sort();
  return [...minus(told, stored).map((each) => `told, not kept: ${each}`), ...minus(stored, told).map((each) => `kept, not told: ${each}`)];
}

/** What the first sorted list has that the second has not, counting repetitions. */
function minus(one: readonly Stay[], other: readonly Stay[]): Stay[] {
  const left = new Map<Stay, number>();
  for (const each of other) left.set(each, (left.get(each) ?? 0) + 1);
  return one.filter((each) => {
    const n = left.get(each) ?? 0;
    left.set(each, n - 1);
    return n <= 0;
  });
}
