import type { Entity, StepOutcome } from '@pipewright/definition';
import type { Issue, Value } from '@pipewright/logic';
import type { Effect, ReadyAutomation } from '@pipewright/process';
import type { Sight } from '@pipewright/sql';
import type { WorkRecord } from '../about/records.ts';
import type { Queryable } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import type { AppEvent } from '../events/gathered.ts';
import { newId } from '../ground/id.ts';
import type { SaveTerms } from '../records/change.ts';
import type { WorkApp } from './apps.ts';
import type { RunRow } from './claim.ts';

/** What the steps of a batch of runs work on, inside one transaction. */
export interface Ground {
  /** No pool: whatever a step asks, it asks on the connection of its transaction. */
  readonly server: Pick<Server, 'apps' | 'language'>;
  readonly db: Queryable;
  readonly app: WorkApp;
  readonly view: Sight;
  readonly now: string;
  readonly announce: (event: AppEvent) => void;
}

/** One step that is to be carried out. */
export interface Task<E extends Effect = Effect> {
  readonly run: RunRow;
  /** How many steps of the run are behind it. */
  readonly seq: number;
  readonly ready: ReadyAutomation;
  readonly entity: Entity;
  readonly record: WorkRecord;
  readonly effect: E;
}

/** What a step did, as its run keeps it. */
export interface Came {
  readonly outcome: StepOutcome | 'asleep';
  /** What it was done with: values by field, and `text` in both languages. */
  readonly input: Readonly<Record<string, Value | Readonly<Record<string, string>>>>;
  /** Whom it reached. */
  readonly people: readonly string[];
  readonly faults: readonly Issue[];
  /** By which of its ways it was left, of a step that has several. */
  readonly exit?: string | undefined;
  /** Until when it waits, of one that does, whether a change of the record may end that, and when to look again. */
  readonly until?: string | undefined;
  readonly held?: boolean | undefined;
  readonly look?: string | undefined;
}

/** A step that is done. */
export const came = (outcome: Came['outcome'], more: Partial<Came> = {}): Came => ({ outcome, input: {}, people: [], faults: [], ...more });

/** How a run writes: as its automation, by what an administrator may do, with the chain of automations that led to it. */
export function termsOf(
  { db, app, view, announce }: Ground,
  { run, ready }: { readonly run: Pick<RunRow, 'automation' | 'id' | 'chain' | 'root' | 'starter'>; readonly ready: ReadyAutomation },
): SaveTerms & { readonly inTransaction: true } {
  const { automation, id, chain, root, starter } = run;
  return {
    ...{ db, view, published: app.published, announce, newId, inTransaction: true },
    actor: { kind: 'automation', key: automation },
    cause: { by: 'automation', automation, run: id },
    within: { chain, root, starter },
    telling: { automation: ready.automation.name },
  };
}
