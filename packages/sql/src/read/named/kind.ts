import { type Field, isUuid } from '@pipewright/definition';
import { sql } from 'kysely';
import type { Fragment } from '../../ground/compile.ts';
import type { RoleSight } from '../../ground/sight.ts';
import { Slot } from '../../ground/slot.ts';
import type { Mention } from './mention.ts';

/** A field that names something, by what decides what it names. */
export type Naming = Pick<Field, 'type' | 'target'>;

/** What groups of ids are called: a join over the groups, the name in it, and what tells two of the same name apart. */
export interface GroupNames {
  readonly join: (key: Fragment, alias: string) => Fragment;
  readonly name: (alias: string) => Fragment;
  readonly apart?: (alias: string) => Fragment;
}

/** The part of a question's joins that names need: the alias under which the row stands whose id a column holds. */
export interface NamedRow {
  readonly person: (column: Fragment) => string;
  readonly record: (column: Fragment) => string;
}

/** One kind of thing that fields name, in every way in which it is asked for. Undefined where this role may see no name. */
export interface NamedKind {
  /** The name of the one whose id stands in a column. */
  readonly name: (view: RoleSight, field: Naming, column: Fragment) => Fragment | undefined;
  /** Rows of `id` and `name`, both texts: those with one of the ids or names in the slot `named`. */
  readonly entries: (view: RoleSight, field: Naming, by: 'id' | 'name') => Fragment | undefined;
  /** What a write must know of those it mentions, as rows of `field`, `id`, `seen` and `facts`; `far` are the values that rules read. */
  readonly mentioned: (view: RoleSight, mention: Mention, far: readonly string[]) => Fragment | undefined;
  /** Groups by those whose id stands in a column: the id of the group and what it is called. */
  readonly groups: (
    view: RoleSight,
    field: Naming,
    column: Fragment,
    rows: NamedRow,
  ) => { readonly key: Fragment; readonly names: GroupNames } | undefined;
  /** The department to which the one in a column belongs, for those that stand in the tree. */
  readonly department?: (column: Fragment, rows: NamedRow) => Fragment;
}

/** The workspace of who asks. */
export const workspace = sql`${new Slot('workspace')}::uuid`;

const uuids = (values: unknown) => (values as readonly string[]).filter(isUuid);

/** The ids or names in the slot `named`; what is no uuid names nothing that is named by one. */
export const wanted = (type: 'uuid' | 'text'): Fragment =>
  type === 'uuid' ? sql`any(${new Slot('named', uuids)}::uuid[])` : sql`any(${new Slot('named')}::text[])`;
