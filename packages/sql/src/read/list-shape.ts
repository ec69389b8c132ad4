import { issue, type Result, type Rule } from '@pipewright/logic';
import { searchText } from '../ground/search.ts';
import type { SlotValues } from '../ground/slot.ts';
import { cursorSlot, readCursor } from './sort.ts';

/** What a list asks for. */
export interface ListQuery {
  readonly filter?: Rule | undefined;
  readonly search?: string | undefined;
  /** `-amount,name`: a minus sorts downwards. */
  readonly sort?: string | undefined;
  readonly fields?: readonly string[] | undefined;
  /** References, people and departments to give with their names. */
  readonly expand?: readonly string[] | undefined;
  readonly limit: number;
  readonly after?: string | undefined;
  /** The deleted records instead of the live ones. */
  readonly deleted?: boolean | undefined;
  /** Whether to say how many there are on all pages. */
  readonly count?: boolean | undefined;
}

/** What the text of a list's statement depends on; what changes from one use to the next (search text, place, size) stands in slots. */
export interface ListShape extends Pick<ListQuery, 'filter' | 'sort' | 'fields' | 'expand' | 'deleted' | 'count'> {
  readonly searched: boolean;
  /** Which values of the cursor are empty. */
  readonly after?: readonly boolean[] | undefined;
  /** True where each way to rows, each department of the person among them, may be read for itself. */
  readonly branched?: boolean | undefined;
}

/** Takes a list question apart into what its statement depends on and the values of its slots; or the reason it is refused. */
export function listShape({ search, after, limit, ...rest }: ListQuery): Result<{ shape: ListShape; values: SlotValues }> {
  const needle = searchText(search);
  const cursor = after === undefined ? [] : readCursor(after);
  if (!cursor) return { issues: [issue('after', 'query.cursor')] };
  const { filter, sort, fields, expand, deleted, count } = rest;
  const shape = {
    ...{ filter, sort, fields, expand, deleted, count, searched: needle !== undefined },
    ...(after === undefined ? {} : { after: cursor.map((value) => value === null) }),
  };
  const places = Object.fromEntries(cursor.map((value, i) => [cursorSlot(i), value]));
  return { value: { shape, values: { ...places, search: needle, limit: limit + 1 } } };
}
