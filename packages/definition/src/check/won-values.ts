import { type Issue, issue, issuesOf } from '@pipewright/logic';
import type { Entity } from '../model/app.ts';
import type { Pipeline } from '../model/pipeline.ts';
import { readValue } from '../value/default.ts';
import { writableFields } from '../value/record-schema.ts';

/** What is wrong with what records are given when they are won: each is a value that its field takes. */
export function checkWonValues(entity: Entity, { wonValues = {} }: Pipeline, path: string): Issue[] {
  return Object.entries(wonValues).flatMap(([key, rule]): readonly Issue[] => {
    const field = entity.fields.find((each) => each.key === key && !each.retired);
    if (!field || !writableFields(entity).includes(field)) return [issue(`${path}.${key}`, 'unknown.field', { name: key })];
    return issuesOf(readValue(field, rule, `${path}.${key}`));
  });
}
