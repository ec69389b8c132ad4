import { duplicateFields, type Entity, type Field, fieldTypes, isFolded } from '@pipewright/definition';
import type { Index } from './index-kind.ts';

/** The field by which few records are found: what refers to something, else what is compared as it is, else a text. */
function leadingField(fields: readonly Field[]): Field | undefined {
  return fields.find(({ type }) => fieldTypes[type].names !== null) ?? fields.find((field) => !isFolded(field)) ?? fields[0];
}

/** The indexes by which duplicates are found. What refers to something has one already. */
export function duplicateIndexes(entity: Entity): Index[] {
  return (entity.duplicates ?? []).flatMap((rule): Index[] => {
    const fields = duplicateFields(entity, rule);
    const first = fields && leadingField(fields);
    if (!fields || !first || fieldTypes[first.type].names !== null) return [];
    if (isFolded(first)) return [{ columns: [first.key], kind: 'folded' }];
    return [{ columns: [...fields.filter((field) => !isFolded(field)).map(({ key }) => key), 'id'], kind: 'btree' }];
  });
}
