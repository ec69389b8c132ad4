import { accessTo, type Entity, fieldOf, pipelineNames } from '@pipewright/definition';
import { sql } from 'kysely';
import { columnsRead } from '../ground/columns-read.ts';
import type { Fragment } from '../ground/compile.ts';
import type { RoleSight, Sight } from '../ground/sight.ts';
import { chooseRecord } from './record-json.ts';
import { visible } from './visible.ts';

/** The record that a write gives back, as its writer sees it afterwards. */
export interface Answer {
  readonly view: Sight;
  readonly entity: Entity;
  /** References, people and departments to give with their names. */
  readonly expand?: readonly string[] | undefined;
  /** Facts one reference away that a role is given with it, as `reference.field`. */
  readonly far: (view: RoleSight) => readonly string[];
  readonly deleted: boolean;
}

/**
 * The record as JSON text over the part `written w` of a writing statement, which gives back all columns; null where the writer may not see it.
 * Undefined where only a new reading can say it, because the record may refer to itself.
 */
export function answerSql(view: RoleSight, { entity, expand, far: farOf, deleted }: Answer): Fragment | undefined {
  const far = farOf(view);
  const near = [...(expand ?? []), ...[...far, ...pipelineNames(view.app, entity)].map((name) => name.split('.')[0] as string)];
  const chosen = chooseRecord(view, accessTo(view.app, entity, view.principal), { expand, may: true }, far);
  if ('issues' in chosen || near.some((key) => fieldOf(entity, key)?.target === entity.key)) return undefined;
  return sql`(select ${chosen.value}::text from ${visible(view, entity, { deleted, source: sql`written`, only: columnsRead('r', [chosen.value]) })} as r where r.id = w.id)`;
}
