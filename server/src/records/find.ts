import type { AppForPerson } from '@pipewright/definition';
import { compileOnce, findSql, type Sight, type Statement, searchText } from '@pipewright/sql';
import { ask } from '../db/ask.ts';
import type { Queryable } from '../db/pool.ts';

/** What is looked for: a text, in which entities (in all that the person knows where it is not said), and how many records are wanted. */
export interface FindQuery {
  readonly search?: string | undefined;
  readonly entities?: readonly string[] | undefined;
  readonly limit: number;
}

/** The statement of a search, for this person; undefined where nothing can be found. Of what the person does not know it is as if it were not there. */
export function findStatement(view: Sight, known: AppForPerson, { search, entities, limit }: FindQuery): Statement | undefined {
  const text = searchText(search);
  if (!text) return undefined;
  const asked = known.app.entities.filter(({ key, retired }) => !retired && (!entities || entities.includes(key)));
  const keys = asked.map(({ key }) => key).join();
  const found = compileOnce(view, `find ${keys}`, { search: text, limit }, (each) => {
    const value = findSql(each, asked);
    return value ? { value } : { issues: [] };
  });
  return 'value' in found ? found.value : undefined;
}

/** The answer to a search as JSON text, which Postgres has written. */
export async function foundJson(db: Queryable, statement: Statement | undefined): Promise<string> {
  const found = statement ? await ask<{ j: string }>(db, statement) : [];
  return `{"found":[${found.map(({ j }) => j).join()}]}`;
}
