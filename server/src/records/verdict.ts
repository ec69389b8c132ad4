import { sameValue, type Value } from '@pipewright/logic';
import { type Standing, startOfDay } from '@pipewright/process';
import type { LedgerRow, Row } from '@pipewright/sql';
import type { Change, Current, SaveGround, Verdict } from './change.ts';
import { isStaged } from './write-target.ts';

const text = (value: Value | undefined) => (typeof value === 'string' ? value : null);

/**
 * What to write for a change that was judged good, null where it changes nothing: the row, and an entry of the ledger for each step.
 * @param steps where the record comes to stand, step by step; none where the entity has no stages
 */
export function makeVerdict(
  scope: SaveGround,
  change: Change,
  given: Row,
  before: (Row & { id: string; version: number }) | null,
  steps: readonly Standing[],
): Verdict | null {
  const { timeZone } = scope.view.app;
  const at = (scope.past && change.validAt) || scope.view.principal.now;
  const id = before?.id ?? change.id ?? scope.newId();
  const entries: LedgerRow[] = [];
  let state: Row = before ?? {};
  for (const [i, values] of (steps.length > 0 ? steps.map((step) => step.values) : [{}]).entries()) {
    const wanted: Row = { ...(i === 0 ? given : {}), ...values };
    const set = Object.fromEntries(Object.entries(wanted).filter(([key, value]) => !sameValue(value, state[key])));
    const moved = steps[i]?.moved ?? false;
    if (before && Object.keys(set).length === 0) return null;
    entries.push({
      record: id,
      version: Number(state.version ?? 0) + 1,
      kind: before || i > 0 ? (moved ? 'move' : 'update') : scope.past ? 'import' : 'create',
      before: before || i > 0 ? Object.fromEntries(Object.keys(set).map((key) => [key, state[key] ?? null])) : {},
      after: set,
      valid_at: i > 0 && change.closedOn ? startOfDay(timeZone, change.closedOn) : at,
      ...standing(moved, { ...state, ...set }),
    });
    state = { ...state, ...set, version: Number(state.version ?? 0) + 1 };
  }
  const last = entries.at(-1) as LedgerRow;
  const after: Row = Object.assign({}, ...entries.map((entry) => entry.after));
  const row = {
    id,
    ...after,
    ...stamps(scope, before, last, at, entries),
  };
  return { change, row, kind: last.kind, before: entries[0]?.before ?? {}, after, entries };
}

function standing(moved: boolean, state: Row): Pick<LedgerRow, 'stands' | 'pipeline' | 'stage' | 'status'> {
  if (!moved) return { stands: null };
  return { stands: 'enter', pipeline: text(state.pipeline), stage: text(state.stage), status: text(state.status) };
}

/** The later of two instants: a record does not enter a stage before it left the one before. */
const later = (a: string, b: string) => (Date.parse(a) < Date.parse(b) ? b : a);

function stamps(scope: SaveGround, before: Row | null, last: LedgerRow, at: string, entries: readonly LedgerRow[]): Row {
  const actor = scope.actor.kind === 'person' ? scope.actor.id : null;
  const moves = entries.flatMap(({ stands, valid_at }) => (stands === 'enter' ? [valid_at] : []));
  const since: Row =
    moves.length > 0 ? { stage_since: [text(before?.stage_since), ...moves].filter((each) => each !== null).reduce(later) } : {};
  const touched = { updated_at: scope.past ? last.valid_at : at, updated_by: actor };
  if (before) return { ...since, ...touched, version: before.version ?? 1 };
  return { ...since, ...touched, created_at: at, created_by: actor, version: last.version, baseline: scope.past === 'baseline' };
}

/** A soft delete or its undoing. */
export function removalVerdict(scope: SaveGround, change: Change, { values }: Current): Verdict {
  const { now } = scope.view.principal;
  const gone = change.kind === 'delete';
  const stands = isStaged(scope.ready.table) ? (gone ? ('leave' as const) : ('enter' as const)) : null;
  const entry: LedgerRow = {
    record: values.id,
    version: values.version + 1,
    kind: change.kind,
    before: {},
    after: {},
    valid_at: now,
    stands,
    pipeline: text(values.pipeline),
    stage: text(values.stage),
    status: text(values.status),
  };
  const actor = scope.actor.kind === 'person' ? scope.actor.id : null;
  const row = { id: values.id, version: values.version, deleted_at: gone ? now : null, updated_at: now, updated_by: actor };
  return { change, row, kind: change.kind, before: {}, after: {}, entries: [entry] };
}
