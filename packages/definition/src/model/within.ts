import type { App, Constraint, Entity } from './app.ts';
import type { Field } from './field.ts';
import { fieldOf } from './system-field.ts';
import { entityOf, targetOf } from './vocabulary.ts';

/** What narrows a reference: another reference of the same record, and the reference by which the far record belongs to the same one. */
export interface Within {
  /** The field of the record: a contact is one of this `customer`. */
  readonly near: Field;
  /** The field of what is referred to that must name the same record. */
  readonly by: Field;
}

/** What a reference is narrowed by; undefined where it is by nothing, or where the two have nothing in common. */
export function withinOf(app: App, entity: Entity, field: Field): Within | undefined {
  const near = field.within === undefined || field.within === field.key ? undefined : fieldOf(entity, field.within);
  const target = targetOf(app, field);
  const common = targetOf(app, near);
  const by = target && common && target.fields.find((each) => !each.retired && each.target === common.key);
  return near && by && entityOf(app, entity.key) ? { near, by } : undefined;
}

/** The rules that follow from narrowed references: what is referred to belongs to the record that the other reference names. */
export function withinRules(app: App, entity: Entity): Constraint[] {
  return entity.fields.flatMap((field) => {
    const within = field.retired ? undefined : withinOf(app, entity, field);
    if (!within) return [];
    const [near, by] = [{ var: within.near.key }, { var: `${field.key}.${within.by.key}` }];
    return [
      {
        key: field.key,
        rule: { or: [{ '==': [near, null] }, { '==': [{ var: field.key }, null] }, { '==': [near, by] }] },
        field: field.key,
        message: {
          en: `“${field.name.en}” does not belong to the chosen “${within.near.name.en}”.`,
          'zh-CN': `“${field.name['zh-CN']}”不属于所选的“${within.near.name['zh-CN']}”。`,
        },
      },
    ];
  });
}
