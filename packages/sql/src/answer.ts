import { accessTo, type Entity, fieldOf, pipelineNames } from '@pipewright/definition';
import { sql } from 'kysely';
import { columnsRead } from './columns-read.ts';
import type { Fragment } from './compile.ts';
import { chooseRecord } from './record-json.ts';
import type { RoleView, View } from './view.ts';
import { visible } from './visible.ts';

/** The record that a write gives back, as its writer sees it afterwards. */
export interface Answer {
  readonly view: View;
  readonly entity: Entity;
  /** References, people and departments to give with their names. */
  readonly expand?: readonly string[] | undefined;
  /** Facts one reference away to give with it, as `reference.field`. */
  readonly far: readonly string[];
  readonly deleted: boolean;
  /** What tells this answer from others about the same entity and role. */
  readonly key: string;
}

/** The answer to a question for one record; undefined where only a new reading can give it, because the record may refer to itself. */
export function answerOf(
  view: View,
  entity: Entity,
  { expand, far, deleted }: Pick<Answer, 'expand' | 'far' | 'deleted'>,
): Answer | undefined {
  const near = [...(expand ?? []), ...[...far, ...pipelineNames(view.app, entity)].map((name) => name.split('.')[0] as string)];
  const itself = near.some((key) => fieldOf(entity, key)?.target === entity.key);
  return itself ? undefined : { view, entity, expand, far, deleted, key: JSON.stringify([expand, far, deleted]) };
}

/** The record as JSON text over the part `written w` of a writing statement, which gives back all columns; null where the writer may not see it. */
export function answerSql(view: RoleView, { entity, expand, far, deleted }: Answer): Fragment | undefined {
  const chosen = chooseRecord(view, accessTo(view.app, entity, view.principal), { expand }, far);
  if ('issues' in chosen) return undefined;
  return sql`(select ${chosen.json}::text from ${visible(view, entity, { deleted, source: sql`written`, only: columnsRead('r', [chosen.json]) })} as r where r.id = w.id)`;
}
