import type { Actor, Automation, Cause, FaultBody, Principal } from '@pipewright/definition';
import type { Issue } from '@pipewright/logic';
import type { Asks, Wish } from '@pipewright/process';
import type { LedgerRow, Row, Sight } from '@pipewright/sql';
import type { Caller } from '../auth/principal.ts';
import type { Telling as ChanceTelling } from '../chance/told.ts';
import type { Queryable } from '../db/pool.ts';
import type { AppEvent } from '../events/gathered.ts';
import type { Telling } from '../notices/tell-owners.ts';
import type { Published, ReadyEntity } from '../published/published.ts';

/** One wish to write a record. Everything that writes says what it wants in this form. */
export interface Change extends Wish {
  readonly kind: 'create' | 'update' | 'delete' | 'restore';
  readonly id?: string | undefined;
  /** The version the change is based on; needed for an update and a restore, and checked for a delete where it is given. */
  readonly version?: number | undefined;
  readonly values: Readonly<Record<string, unknown>>;
  /** Which key task of a stage a new task is; nobody who asks can say so. */
  readonly mark?: string | undefined;
  /** Said by who was warned of a duplicate: it is another record. */
  readonly duplicates?: 'accepted' | undefined;
  /** When a past event was true, for imports: an instant. */
  readonly validAt?: string | undefined;
}

/** True for a change that may bring a record to another place in its stages: another pipeline is agreed to, so that each says where it goes. */
export function mayMove({ kind, stage, status, pipeline }: Change): boolean {
  return kind === 'create' || (kind === 'update' && (stage ?? status ?? pipeline) !== undefined);
}

/** A change and the entity it is about. */
export interface Write {
  readonly entity: string;
  readonly change: Change;
}

/** How a set of changes is written. Who acts, the instant (`view.principal.now`) and where ids come from are given, never taken. */
export interface SaveTerms {
  readonly db: Queryable;
  /** By whose rights it is judged. */
  readonly view: Sight;
  readonly published: Published;
  readonly actor: Actor;
  readonly cause: Cause;
  readonly newId: () => string;
  /** Told which entities changed; inside a transaction whoever commits passes it on afterwards. */
  readonly announce: (event: AppEvent) => void;
  /** `baseline` and `sample` bring in the past: process gates and process-required fields are waived, the given dates are believed. */
  readonly past?: 'baseline' | 'sample' | undefined;
  /** What the actor was when the writes were judged, if a person: who is something else by now writes nothing. */
  readonly rights?: Pick<Principal, 'role' | 'department' | 'departments'> | undefined;
  /** Asks the write itself to give the record back, as the writer sees it, with these names. For a single write. */
  readonly answer?: { readonly expand?: readonly string[] | undefined } | undefined;
  /** True inside a transaction: rows are locked, and a refused row does not undo the others. */
  readonly inTransaction?: boolean;
  /** Of a write that an automation makes: which began each other up to it, by their keys, the first run of them, and who caused that. */
  readonly within?: { readonly chain: readonly string[]; readonly root: string; readonly starter: string | null } | undefined;
  /** The fields that a conversion writes, whatever the rights of who converts: what it alone keeps in them, and what a converted record has. */
  readonly converts?: ReadonlySet<string> | undefined;
  /** The fields that are worked out anew by their rules, and nothing else: what is labelled anew neither moves nor begins anything. */
  readonly relabels?: ReadonlySet<string> | undefined;
  /** What those are told who come to own records, and whose they were. */
  readonly telling?: Telling | undefined;
}

/** What was written: the record's version, and the values that changed, before and after. */
export interface Written {
  readonly id: string;
  readonly entity: string;
  readonly kind: string;
  readonly version: number;
  readonly before: Row;
  readonly after: Row;
  /** The record as JSON text where `answer` was asked for: null where its writer may not see it, undefined where it has to be read. */
  readonly record?: string | null | undefined;
}

/** A record that is not closed and has the same values by a rule: whose it is, and, for who may see it, which. */
export type Duplicate = NonNullable<FaultBody['duplicate']>;

/** A refused change. A conflict names the fields that others changed since; `asks` the move that the caller would have to agree to. */
export interface RefusedChange {
  readonly issues: readonly Issue[];
  readonly changedByOthers?: readonly string[];
  readonly asks?: Asks;
  /** The ids of the criteria that an exception could let it past; undefined where something else speaks against it too. */
  readonly heldUp?: readonly string[];
  readonly duplicate?: Duplicate;
}

/** What became of one change. */
export type Outcome = Written | RefusedChange;

/** A record as it stands, with what the caller may do to it. */
export interface Current {
  readonly values: Row & { readonly id: string; readonly version: number };
  readonly may_update: boolean;
  readonly may_delete: boolean;
  readonly deleted: boolean;
  /** True where it stands in stages and its owner works here no more. */
  readonly owner_left: boolean;
  /** The approvals that wait for a decision about it: of which automation, and what cannot be changed meanwhile, null for all of it. */
  readonly locks: readonly { readonly automation: string; readonly binds: readonly string[] | null }[] | null;
}

/** Records as they stand, with more facts where there are some of them. */
export function withFacts(currents: ReadonlyMap<string, Current>, facts: ReadonlyMap<string, Row>): ReadonlyMap<string, Current> {
  return new Map([...currents].map(([id, current]) => [id, { ...current, values: { ...current.values, ...facts.get(id) } }]));
}

/** A change that passed every check, as it will be written. */
export interface Verdict {
  readonly change: Change;
  readonly row: Row & { readonly id: string };
  readonly kind: string;
  readonly before: Row;
  readonly after: Row;
  readonly entries: readonly LedgerRow[];
  /** What it begins. */
  readonly starts?: readonly Automation[];
}

/** People who are to own records, as they stand in the app, by user. */
export type Takers = ReadonlyMap<string, Caller>;

/** What one write works on. */
export interface SaveGround extends SaveTerms {
  readonly ready: ReadyEntity;
  /** Who is named as an owner; undefined where the write changes none. */
  readonly takers?: Takers | undefined;
  /** What tells the chances of records that move; undefined where nothing was learned. */
  readonly chances?: ChanceTelling | undefined;
}
