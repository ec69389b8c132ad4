import type { Facts } from '@pipewright/logic';
import { isPlaced, type Standing, withChance } from '@pipewright/process';
import { type Telling, tellingFor } from '../chance/told.ts';
import { isId } from '../ground/id.ts';
import { type Change, mayMove, type SaveGround, type Verdict } from './change.ts';

/** What tells the chances of records that come into a stage; nothing is asked where none can, or where chances are told of nothing. */
export async function chancesFor({ db, published, ready, past }: SaveGround, changes: readonly Change[]): Promise<Telling | undefined> {
  if (past || !ready.entity.process?.chance) return undefined;
  const moving = changes.filter(mayMove);
  if (moving.length === 0) return undefined;
  return tellingFor(
    db,
    published,
    ready.prepared,
    moving.flatMap(({ kind, id }) => (kind === 'update' && id && isId(id) ? [id] : [])),
  );
}

/** Where a record comes to stand, step by step, with its probability: worked out where it comes into another stage, or as its people say. */
export function withChances(
  { ready: { prepared }, chances, view }: SaveGround,
  steps: readonly Standing[],
  { id, was, given, after }: { readonly id: string | undefined; readonly was: Facts | null; readonly given: Facts; readonly after: Facts },
): Standing[] {
  const { now } = view.principal;
  return steps.map((step, i) => {
    const before = i === 0 ? was : { ...after, ...steps[i - 1]?.values };
    return withChance(prepared, before, i === 0 ? given : {}, after, step, (facts) => chances?.told(id, facts, now) ?? null);
  });
}

/** Says by which model a record's probability was worked out; by none where it has to be worked out anew, which is done soon. */
export function markChance<V extends Verdict | null>(
  { ready: { entity }, chances }: SaveGround,
  verdict: V,
  before: Facts | null,
  steps: readonly Standing[],
): V {
  const { chance } = entity.process ?? {};
  const last = steps.at(-1);
  if (!chance || !verdict || !last) return verdict;
  const near = chance.segments.map((name) => name.split('.')[0] ?? '');
  const placed = isPlaced(before, last);
  if (!placed && !near.some((key) => Object.hasOwn(verdict.after, key))) return verdict;
  return { ...verdict, row: { ...verdict.row, probability_model: placed ? (chances?.number ?? null) : null } };
}
