import type { Authorship, Table, WriteTarget } from '@pipewright/sql';
import type { Published } from '../published/published.ts';

/** True where records of a table stand in stages, or did: what once had stages keeps where it stood, and may have them again. */
export function isStaged(table: Table): boolean {
  return table.columns.pipeline !== undefined;
}

/** Who writes, why, and by which version and rights it was judged. */
export interface Writer extends Pick<Authorship, 'actor' | 'cause' | 'rights'> {
  readonly published: Published;
}

/** By whom, why and by what a write was judged, as its statement is told. */
export function authorship({ published, actor, cause, rights }: Writer): Authorship {
  return { app: published.key, actor, cause, rights, definitionVersion: published.version };
}

/** What a writing statement is told about the table, the actor and the reason. */
export function writeTarget(by: Writer, table: Table): WriteTarget {
  const { name, columns } = table;
  return { ...authorship(by), schema: by.published.schema, table: name, columns, staged: isStaged(table) };
}
