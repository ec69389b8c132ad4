import { sql } from 'kysely';
import type { Fragment } from './compile.ts';

/** The departments that scopes speak of for the person `p`: the own one, those led, and all below them, as a list of texts. */
export const departmentsSql: Fragment = sql`coalesce((select array_agg(d.id::text order by d.id) from pipewright.department d where d.path && (array_remove(array[p.department], null)
    || array(select led.id from pipewright.department led where led.manager = p.user_id))), '{}')`;
