import type { Actor, Cause } from '@pipewright/definition';
import type { Table, WriteContext } from '@pipewright/sql';
import type { Published } from '../apps/published.ts';

/** What a writing statement is told about the table, the actor and the reason; `staged` where its records stand in stages. */
export function writeContext(by: { published: Published; actor: Actor; cause: Cause }, table: Table, staged: boolean): WriteContext {
  return {
    app: by.published.key,
    schema: by.published.schema,
    table: table.name,
    columns: table.columns,
    staged,
    actor: by.actor,
    cause: by.cause,
    definitionVersion: by.published.version,
  };
}
