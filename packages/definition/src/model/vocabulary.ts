import type { ValueType, Vocabulary } from '@pipewright/logic';
import type { Language } from '../ground/label.ts';
import type { App, Entity } from './app.ts';
import type { Field } from './field.ts';
import { fieldTypes } from './field-type.ts';
import { fieldsOf, isDerived } from './system-field.ts';

/** Names every rule may use besides fields: who asks, and when. */
export const SURROUNDINGS = {
  'user.id': 'text',
  'user.department': 'text',
  'user.departments': 'list',
  today: 'date',
  now: 'datetime',
} as const satisfies Vocabulary;
/** A name that every rule may use. */
export type Surrounding = keyof typeof SURROUNDINGS;

/** The live entity of a key. */
export function entityOf(app: App, key: string): Entity | undefined {
  return app.entities.find((entity) => entity.key === key && !entity.retired);
}

/** The live entity whose records a field names; undefined where it names none, or where it may not be known which. */
export function targetOf(app: App, field: Pick<Field, 'type' | 'target'> | undefined): Entity | undefined {
  return field?.target !== undefined && fieldTypes[field.type].names === 'record' ? entityOf(app, field.target) : undefined;
}

/**
 * The fields of an entity and those one step away, under `reference.field` and called by both names.
 * @param of which fields of an entity are meant; an empty list hides it
 */
export function fieldsInReach(app: App, entity: Entity, of: (entity: Entity) => readonly Field[]): Field[] {
  const own = of(entity);
  const far = own.flatMap((near) => {
    const target = targetOf(app, near);
    return (target ? of(target) : []).map((field) => {
      const name = (language: Language) => `${near.name[language]} › ${field.name[language]}`;
      return { ...field, key: `${near.key}.${field.key}`, name: { en: name('en'), 'zh-CN': name('zh-CN') } };
    });
  });
  return [...own, ...far];
}

/** The fields a rule on this entity may read: what is stored of it and of what it refers to. */
export function ruleFields(app: App, entity: Entity): Field[] {
  return fieldsInReach(app, entity, (each) => fieldsOf(each).filter((field) => !isDerived(field)));
}

/** The names and types a rule on this entity may use: its stored fields, `reference.field` one step away, and the surroundings. */
export function vocabularyOf(app: App, entity: Entity): Vocabulary {
  return namesOf(app, entity, (field) => !isDerived(field));
}

/** The names and types a question over this entity may use (filters, views, reports): those of rules and what is worked out when read. */
export function askVocabularyOf(app: App, entity: Entity): Vocabulary {
  return namesOf(app, entity, () => true);
}

function namesOf(app: App, entity: Entity, keep: (field: Field) => boolean): Vocabulary {
  const scope: Record<string, ValueType> = { id: 'text', ...SURROUNDINGS };
  for (const field of fieldsOf(entity).filter(keep)) {
    scope[field.key] = fieldTypes[field.type].value;
    const target = targetOf(app, field);
    for (const far of target ? fieldsOf(target).filter(keep) : []) scope[`${field.key}.${far.key}`] = fieldTypes[far.type].value;
  }
  return scope;
}
