import type { Facts } from '@pipewright/logic';
import { inHand, type Stay } from './counted.ts';

/** One entry of the ledger of a record. */
export interface StoryEntry {
  readonly kind: 'create' | 'update' | 'delete' | 'restore';
  /** When it came to be true, in ISO 8601. */
  readonly at: string;
  /** What it set. */
  readonly values: Facts;
  /** The person who did it; null for whatever acts by itself. */
  readonly by: string | null;
  /** False for what begins nothing when it happens: the past that is brought in, what follows from a decision elsewhere. */
  readonly pulls: boolean;
}

/** How a record stood from an entry on, up to the next. */
export interface Stood {
  /** The entry, and what was before it; null where it was not there yet. */
  readonly entry: StoryEntry;
  readonly before: Stood | null;
  /** From when on, in milliseconds: no earlier than the entry before it. */
  readonly from: number;
  readonly values: Facts;
  readonly deleted: boolean;
  readonly created: string;
  readonly since: string;
  /** When it last came to belong to somebody after it had belonged to nobody; null where it never did. */
  readonly taken: string | null;
  /** Everything it went through up to here, latest first. */
  readonly stays: readonly Stay[];
}

const STANDING = ['pipeline', 'stage', 'status'];
const text = (value: unknown) => (typeof value === 'string' ? value : null);

/** How a record stood, entry by entry, with what the product itself keeps of it. An entry that was true earlier than the one before it counts from that one's instant. */
export function stoodOf(record: string, entries: readonly StoryEntry[]): Stood[] {
  const all: Stood[] = [];
  for (const entry of entries) {
    const before = all.at(-1) ?? null;
    const from = Math.max(Date.parse(entry.at), before?.from ?? Number.NEGATIVE_INFINITY);
    const at = new Date(from).toISOString();
    const moved = Object.keys(entry.values).some((key) => STANDING.includes(key));
    const deleted = entry.kind === 'delete' || (entry.kind !== 'restore' && (before?.deleted ?? false));
    const [created, since] = [before?.created ?? at, moved || !before ? at : before.since];
    const system = {
      ...{
        id: record,
        version: String(all.length + 1),
        created_at: created,
        stage_since: moved || before?.values.stage_since ? since : null,
      },
      ...{ updated_at: at, updated_by: entry.by, created_by: before ? (before.values.created_by ?? null) : entry.by },
    };
    const values = { ...before?.values, ...entry.values, ...system };
    const comes = before && !before.values.owner && entry.values.owner ? new Date(entry.at).toISOString() : null;
    const former = before?.taken ?? null;
    const taken = comes === null ? former : inHand(comes, former);
    const stays =
      moved || entry.kind === 'delete' || entry.kind === 'restore' ? staysWith(before?.stays ?? [], values, at, deleted) : before?.stays;
    all.push({ entry, before, from, values, deleted, created, since, taken, stays: stays ?? [] });
  }
  return all;
}

/** The last stay ends, and the next begins unless the record is deleted. One that goes on has no end yet. */
function staysWith(stays: readonly Stay[], values: Facts, at: string, deleted: boolean): Stay[] {
  const ended = stays.map((stay) => (stay.to === '' ? { ...stay, to: at } : stay));
  const [pipeline, stage, status] = [text(values.pipeline), text(values.stage), text(values.status)];
  return deleted || pipeline === null ? ended : [{ pipeline, stage, status, from: at, to: '' }, ...ended];
}

/** How a record stood at an instant; undefined before there was one. */
export function stoodAt(all: readonly Stood[], at: number): Stood | undefined {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle] as Stood).from <= at) low = middle + 1;
    else high = middle;
  }
  return all[low - 1];
}
