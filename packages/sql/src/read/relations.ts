import { SURROUNDINGS } from '@pipewright/definition';
import type { Relation, RelationName, Term } from '@pipewright/logic';
import { sql } from 'kysely';
import { valueSql } from '../ground/column-type.ts';
import type { Fragment } from '../ground/compile.ts';
import { Slot } from '../ground/slot.ts';

/** A relation, its values in SQL, and for a term that is a column stored as uuid the bare column, so that its index can serve. */
export interface RelationParts {
  readonly test: Relation;
  readonly parts: readonly Fragment[];
  readonly native: (term: Term | undefined) => Fragment | undefined;
}

/** The name of who asks or when, where a term stands for that. */
export const surrounding = (term: Term) => (term.kind === 'var' && Object.hasOwn(SURROUNDINGS, term.name) ? term.name : undefined);

// Only the canonical writing is the text that a stored uuid gives.
const isCanonicalUuid = (each: unknown) => typeof each === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(each);

/** What a uuid column can be equal to of a text or list of texts: a text that is no uuid is none, and nothing equals that. */
export function uuidsOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter(isCanonicalUuid);
  return isCanonicalUuid(value) ? value : null;
}

const ordered =
  (sign: Fragment) =>
  ({ test, parts: [a, b] }: RelationParts) =>
    sql`${test.type === 'text' ? sql`${a} collate "C"` : a} ${sign} ${b}`;

/** How each relation but equality is written in SQL, as `packages/logic/src/relations.ts` evaluates it. It may be null where the relation does not hold. */
export const RELATIONS_SQL: Readonly<Record<Exclude<RelationName, 'equal'>, (relation: RelationParts) => Fragment>> = {
  flag: ({ parts: [flag] }) => sql`${flag} is true`,
  less: ordered(sql`<`),
  lessOrEqual: ordered(sql`<=`),
  oneOf: ({ test, parts: [item], native }) => {
    const list = test.kind === 'oneOf' ? test.list : [];
    const column = native(test.terms[0]);
    if (column) return sql`${column} = any(${uuidsOf(list)}::uuid[])`;
    return sql`${item} = any(${list.map((each) => String(each))}::${valueSql[test.type]}[])`;
  },
  includes: ({ test: { terms }, parts: [list, item], native }) => {
    // A list that is the same for all rows can be looked up by the item's index, a list in the rows by the list's.
    const name = terms[0] && surrounding(terms[0]);
    if (!name) return sql`${list} @> array[${item}]`;
    const column = native(terms[1]);
    return column ? sql`${column} = any(${new Slot(name, uuidsOf)}::uuid[])` : sql`${item} = any(${list})`;
  },
  contains: ({ parts: [text, part] }) => sql`strpos(${text}, ${part}) > 0`,
  startsWith: ({ parts: [text, part] }) => sql`starts_with(${text}, ${part})`,
  endsWith: ({ parts: [text, part] }) => sql`right(${text}, length(${part})) = ${part}`,
};
