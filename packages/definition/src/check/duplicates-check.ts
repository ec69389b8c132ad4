import { type Issue, issue } from '@pipewright/logic';
import type { Entity } from '../model/app.ts';
import type { DuplicateRule } from '../model/duplicate-rule.ts';
import { tellsDuplicates } from '../model/duplicates.ts';
import type { Field } from '../model/field.ts';
import { fieldOf } from '../model/system-field.ts';

/** What is wrong with the rules by which records are duplicates: they name fields of the record's own that hold one short value, each once. */
export function checkDuplicates(entity: Entity, rules: readonly DuplicateRule[] = [], path: string): Issue[] {
  return rules.flatMap(({ fields }, i) =>
    fields.flatMap((key, j): Issue[] => {
      const at = `${path}.${i}.fields.${j}`;
      const field = entity.fields.find((each) => each.key === key && !each.retired);
      if (!field) {
        const system = fieldOf(entity, key);
        return [system ? issue(at, 'duplicate.field', { field: system.name }) : issue(at, 'unknown.field', { name: key })];
      }
      if (fields.indexOf(key) < j) return [issue(at, 'duplicate.field_twice', { field: field.name })];
      return tellsDuplicates(field) ? [] : [issue(at, 'duplicate.field', { field: field.name })];
    }),
  );
}

/** The fields of an entity by which its records may be duplicates. */
export function duplicateChoices(entity: Entity): Field[] {
  return entity.fields.filter(tellsDuplicates);
}
