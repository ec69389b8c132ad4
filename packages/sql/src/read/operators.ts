import type { OperatorName, Term, ValueType } from '@pipewright/logic';
import { sql } from 'kysely';
import type { Fragment } from '../ground/compile.ts';

/** Writes an operator over its arguments, each of which may stand in it once, or nested ones would double the text at each level. */
export type WriteOperator = (parts: readonly Fragment[], terms: readonly Term[]) => Fragment;

const infix =
  (sign: Fragment): WriteOperator =>
  (parts) =>
    sql`(${sql.join(parts, sign)})`;
const typeOf = ([term]: readonly Term[]): ValueType => term?.type ?? 'text';

/** Texts are ordered by code point. */
const extreme =
  (name: Fragment): WriteOperator =>
  ([first, ...rest], terms) =>
    sql`${name}(${sql.join([typeOf(terms) === 'text' ? sql`${first} collate "C"` : first, ...rest])})`;

const TEXTS: Readonly<Partial<Record<ValueType, (part: Fragment) => Fragment>>> = {
  number: (part) => sql`trim_scale(${part})::text`,
  // As a timestamp, or it becomes an instant of the session's zone, in which a day may be missing.
  date: (part) => sql`to_char(${part}::timestamp, 'YYYY-MM-DD')`,
};

const FIRST = sql`'0001-01-01'::date`;
/** The date so many days after the first one; empty before it and after the last of the year 9999, whatever the number. */
const dateAt = (day: Fragment) => sql`(${FIRST} + nullif(nullif(greatest(-1, least(3652059, ${day})), -1), 3652059)::integer)`;
/** Ten thousand years, after which the calendar is the same. */
const AGES = sql`3652425`;
/** Months as an interval; more than there are in the calendar are as good as one too many. */
const months = (count: Fragment | undefined) => sql`greatest(-120000, least(120000, trunc(${count})))::integer * interval '1 month'`;

/**
 * How each operator with a value is written in SQL, as `packages/logic/src/operators.ts` evaluates it. None raises an error: what is out of bounds is empty
 * on both sides.
 */
export const OPERATORS_SQL: Readonly<Record<OperatorName, WriteOperator>> = {
  '+': infix(sql` + `),
  '-': (parts, terms) => (parts.length === 1 ? sql`(- ${parts[0]})` : infix(sql` - `)(parts, terms)),
  '*': infix(sql` * `),
  // Plain division keeps as many digits as it thinks fit. This one cuts exactly, one digit after the 20 to which it is rounded (QUOTIENT_DIGITS).
  '/': ([a, b]) => sql`trim_scale(round(div(${a} * 1e21, nullif(${b}, 0)) * 1e-21, 20))`,
  min: extreme(sql`least`),
  max: extreme(sql`greatest`),
  round: ([number, places]) => sql`round(${number}, ${places ?? sql`0`}::integer)`,
  cat: (parts, terms) => {
    const texts = parts.map((part, i) => sql`coalesce(${TEXTS[terms[i]?.type ?? 'text']?.(part) ?? part}, '')`);
    return sql`(${sql.join(texts, sql` || `)})`;
  },
  daysBetween: ([from, to]) => sql`(${to} - ${from})::numeric`,
  addDays: ([date, by]) => dateAt(sql`(${date} - ${FIRST}) + trunc(${by})`),
  // Counted in a later age, so that months which lead out of the calendar do not lead out of what the database can count.
  addMonths: ([date, by]) => dateAt(sql`((${date} + ${AGES} + ${months(by)})::date - ${FIRST}) - ${AGES}`),
};
