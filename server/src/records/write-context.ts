import type { Actor, Cause } from '@pipewright/definition';
import type { Table, WriteContext } from '@pipewright/sql';
import type { Published } from '../apps/published.ts';

/** True where records of a table stand in stages, or did: what once had stages keeps where it stood, and may have them again. */
export function isStaged(table: Table): boolean {
  return table.columns.pipeline !== undefined;
}

/** What a writing statement is told about the table, the actor and the reason. */
export function writeContext(by: { published: Published; actor: Actor; cause: Cause }, table: Table): WriteContext {
  return {
    app: by.published.key,
    schema: by.published.schema,
    table: table.name,
    columns: table.columns,
    staged: isStaged(table),
    actor: by.actor,
    cause: by.cause,
    definitionVersion: by.published.version,
  };
}
