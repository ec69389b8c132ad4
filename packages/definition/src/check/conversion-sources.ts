import type { App, Entity } from '../model/app.ts';
import { isNeeded } from '../model/automation/arriving.ts';
import type { ConversionTarget } from '../model/conversion.ts';
import type { Field } from '../model/field.ts';
import { entityOf } from '../model/vocabulary.ts';
import { writableFields } from '../value/record-schema.ts';
import { valueFaults } from './conversion-check.ts';

/** The fields of a record that a field of what it becomes may begin with. */
export function conversionSources(app: App, entity: Entity, field: Field): Field[] {
  const own = [...entity.fields.filter(({ retired }) => !retired), ...writableFields(entity)];
  return [...new Map(own.map((each) => [each.key, each])).values()].filter(
    ({ key }) => valueFaults(app, entity, field, { var: key }, '').length === 0,
  );
}

/** The fields of a result that nothing gives a value and that something of the converted record fits. */
export function freeConverted(app: App, key: string, target: ConversionTarget): Field[] {
  const entity = entityOf(app, key);
  const made = entityOf(app, target.entity);
  if (!entity || !made) return [];
  return writableFields(made).filter((field) => !isGiven(target, field) && conversionSources(app, entity, field).length > 0);
}

/** The fields of a result that must have a value and are given none: whoever converts is asked for them. */
export function askedAtConversion(app: App, target: ConversionTarget): Field[] {
  return (entityOf(app, target.entity)?.fields ?? []).filter((field) => isNeeded(field) && !isGiven(target, field));
}

const isGiven = ({ values, links = {} }: ConversionTarget, { key }: Field) => Object.hasOwn(values, key) || Object.hasOwn(links, key);
