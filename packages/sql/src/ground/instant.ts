import { sql } from 'kysely';
import type { Fragment } from './compile.ts';

/** An instant as text in ISO 8601, in UTC with milliseconds. */
export const instantText = (column: Fragment): Fragment => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
