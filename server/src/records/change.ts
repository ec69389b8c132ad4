import type { Issue, Value } from '@pipewright/logic';
import type { Row, View } from '@pipewright/sql';
import type { Published, ReadyEntity } from '../apps/published.ts';
import type { Queryable } from '../db/pool.ts';

/** One wish to write a record. Everything that writes says what it wants in this form. */
export interface Change {
  readonly kind: 'create' | 'update' | 'delete' | 'restore';
  readonly id?: string | undefined;
  /** The version the change is based on; needed for an update and a restore, and checked for a delete where it is given. */
  readonly version?: number | undefined;
  readonly values: Readonly<Record<string, unknown>>;
  readonly stage?: string | undefined;
  readonly status?: string | undefined;
  /** When a past event was true, for imports: an instant, and the day a record was closed. */
  readonly validAt?: string | undefined;
  readonly closedOn?: string | undefined;
}

/** How a set of changes is written. */
export interface SaveContext {
  readonly db: Queryable;
  readonly view: View;
  readonly published: Published;
  /** Why: kept in the ledger, such as `{by: 'form'}` or `{by: 'import', import: id}`. */
  readonly cause: Readonly<Record<string, Value>>;
  /** `baseline` and `sample` bring in the past: process gates and process-required fields are waived, the given dates are believed. */
  readonly past?: 'baseline' | 'sample' | undefined;
  /** True inside a transaction: rows are locked, and a refused row does not undo the others. */
  readonly inTransaction?: boolean;
}

/** What became of one change. A conflict names the fields that others changed since. */
export type Outcome =
  | { readonly id: string; readonly version: number }
  | { readonly issues: readonly Issue[]; readonly changedByOthers?: readonly string[] };

/** A record as it stands, with what the caller may do to it. */
export interface Current {
  readonly values: Row & { readonly id: string; readonly version: number };
  readonly may_update: boolean;
  readonly may_delete: boolean;
  readonly deleted: boolean;
}

/** A change that passed every check, as it will be written. */
export interface Draft {
  readonly change: Change;
  readonly id: string;
  readonly row: Row;
  readonly kind: string;
  readonly before: Row;
  readonly after: Row;
}

/** What one write works on. */
export interface SaveScope extends SaveContext {
  readonly ready: ReadyEntity;
}
