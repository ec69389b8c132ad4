import { type AppForPerson, type Entity, type Field, isChoice, type Option, targetOf } from '@pipewright/definition';
import { grantFor } from '../data/reach.ts';

/** The field that says what kind of activity a record is: the first choice of its entity. */
export function kindFieldOf(entity: Entity): Field | undefined {
  return entity.fields.find((field) => isChoice(field) && !field.retired);
}

/** A kind of activity that may be written down: its entity, and the option of its kind where it has any. */
export interface ActivityKind {
  readonly key: string;
  readonly entity: Entity;
  readonly option: Option | undefined;
}

/** The kinds of activities that this person may write on records of an entity. */
export function activityKinds(inApp: AppForPerson, of: Entity): ActivityKind[] {
  return inApp.app.entities.flatMap((entity): ActivityKind[] => {
    const by = entity.fields.find(({ key }) => key === entity.activityOf);
    if (entity.retired || targetOf(inApp.app, by)?.key !== of.key || !grantFor(inApp, entity.key).create) return [];
    const options = kindFieldOf(entity)?.options?.filter((option) => !option.retired) ?? [];
    if (options.length === 0) return [{ key: entity.key, entity, option: undefined }];
    return options.map((option) => ({ key: `${entity.key}.${option.key}`, entity, option }));
  });
}
