import { PEOPLE, type PersonJson } from '@pipewright/definition';
import { searchText } from '@pipewright/sql';
import type { Queryable } from '../db/pool.ts';

const PERSON = 'p.user_id as id, p.name, p.department::text';

/**
 * People who work in a workspace, those of a department first where one is given; `search` finds by name, pinyin and initials. An e-mail address finds
 * its person only when it is whole, because nobody sees the addresses of others: whoever knows one may learn whose it is, and nobody guesses one letter by letter.
 */
export async function listPeople(
  db: Queryable,
  workspace: string,
  search = '',
  limit: number = PEOPLE.most,
  department: string | null = null,
): Promise<PersonJson[]> {
  const text = searchText(search);
  const found = `and (pipewright.search_keys(p.name) @@ pipewright.search_query($4)
    or p.user_id in (select u.id from auth."user" u where lower(u.email) = lower($4)))`;
  const { rows } = await db.query<PersonJson>(
    `select ${PERSON} from pipewright.person p where p.workspace = $1 and p.active ${text ? found : ''}
     order by coalesce(p.department = $3::uuid, false) desc, p.name collate "zh-x-icu", p.user_id limit $2`,
    [workspace, limit, department, ...(text ? [text] : [])],
  );
  return rows;
}

/** People of a workspace by their ids, whether they still work there or not. */
export async function namePeople(db: Queryable, workspace: string, ids: readonly string[]): Promise<PersonJson[]> {
  const { rows } = await db.query<PersonJson>(
    `select ${PERSON} from pipewright.person p where p.workspace = $1 and p.user_id = any ($2::text[])`,
    [workspace, [...ids]],
  );
  return rows;
}
