import type { Entity } from '../model/app.ts';
import type { ByRule } from '../model/by-rule.ts';
import type { AnyField, Field, Option } from '../model/field.ts';
import { knows, knowsRule, type Reach } from './reach.ts';
import { passed } from './whole.ts';

/** An option as anybody may know it who knows its field; a retired one too, because records may still hold it. */
export function personOption({ key, name, color, retired }: Option): Option {
  return passed<Option>({ key, name, color, retired });
}

/** A field as a role may know it. */
export function personField(reach: Reach, entity: Entity, field: Field): Field {
  const { key, type, name, help, unique, searchable, currency, scale, min, max, maxLength, format } = field;
  const { maxFiles, maxMegabytes, accepts, kept } = field;
  // Where the rule that shows it may not be known, the field is shown, and whether it must be filled in is for the server to say.
  const shown = field.showIf === undefined || knowsRule(reach, entity, field.showIf);
  const byRule = field.byRule && personRule(reach, entity, field.byRule);
  return passed<AnyField>({
    ...{ key, type, name, help, unique, searchable, currency, scale, min, max, maxLength, format },
    ...{ maxFiles, maxMegabytes, accepts, kept },
    required: shown && byRule?.rows.length !== 0 ? field.required : undefined,
    options: field.options?.map(personOption),
    // The field is known, what it refers to is not: it then leads nowhere.
    target: field.target && reach.names.has(field.target) ? field.target : undefined,
    within: field.within && knows(reach, entity, field.within) ? field.within : undefined,
    showIf: shown ? field.showIf : undefined,
    default: shown ? field.default : undefined,
    byRule,
    retired: undefined,
  }) as Field;
}

/** By which rule a field gets its value, as a role may know it: without rows where it may not know what they read. What it comes to is then for the server to say. */
function personRule(reach: Reach, entity: Entity, { rows, otherwise, mayOverride, reason }: ByRule): ByRule {
  const open = rows.every(({ when }) => knowsRule(reach, entity, when));
  return passed<ByRule>({
    rows: open ? rows.map(({ key, name, when, value }) => passed<ByRule['rows'][number]>({ key, name, when, value })) : [],
    otherwise: open ? otherwise : null,
    mayOverride,
    reason,
  });
}
