import { isLogic, type Rule } from '@pipewright/logic';
import type { Label } from '../ground/label.ts';
import type { App, Entity } from '../model/app.ts';
import type { Field, Option } from '../model/field.ts';
import { takes } from '../model/field-settings.ts';
import { anyField } from '../model/system-field.ts';
import { SURROUNDINGS } from '../model/vocabulary.ts';
import type { Word } from './word.ts';

/** A value of a definition in a form that a screen can say in both languages. `word` names one of the product's own words. */
export type Shown =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'label'; readonly label: Label }
  | { readonly kind: 'word'; readonly word: Word }
  | { readonly kind: 'rule'; readonly rule: Rule; readonly fields: readonly Field[] }
  /** `names` says what each name it reads is called, those one reference away too. */
  | {
      readonly kind: 'expression';
      readonly expression: Rule;
      readonly names: Readonly<Record<string, Label>>;
      readonly fields: readonly Field[];
    }
  | { readonly kind: 'list'; readonly items: readonly Shown[] }
  /** A value that has a name: that of a field, a level, a role. */
  | { readonly kind: 'pair'; readonly name: Label; readonly value: Shown };

/** The name of what cannot be found. */
export const UNKNOWN: Label = { en: '…', 'zh-CN': '…' };
/** A value that says itself. */
export const text = (value: unknown): Shown => ({ kind: 'text', text: String(value) });
/** A name. */
export const labelled = (label: Label): Shown => ({ kind: 'label', label });
/** A word of the product. */
export const word = (key: Word): Shown => ({ kind: 'word', word: key });
/** Several values. */
export const list = (values: unknown, item: (value: never) => Shown): Shown => ({
  kind: 'list',
  items: ((values ?? []) as never[]).map(item),
});

/** A label, made for each language. */
export const both = (make: (language: keyof Label) => string): Label => ({ en: make('en'), 'zh-CN': make('zh-CN') });
/** A name with the direction in which it is sorted by. */
export const ordered = (name: Label, descending = false): Shown =>
  labelled(both((language) => `${name[language]} ${descending ? '↓' : '↑'}`));

/** The field a name stands for, retired ones too, here or one reference away. */
function fieldAt(app: App, entity: Entity, path: string): Field | undefined {
  const [near = '', far] = path.split('.');
  const field = anyField(entity, near);
  if (far === undefined) return field;
  const target = app.entities.find((each) => each.key === field?.target);
  return target && anyField(target, far);
}

/** The name of a field, retired ones too; of one a reference away with the reference before it. */
export function nameAt(app: App, entity: Entity | undefined, path: string): Label {
  const near = entity && anyField(entity, path.split('.')[0] ?? '');
  if (!entity || !near) return UNKNOWN;
  if (!path.includes('.')) return near.name;
  const name = fieldAt(app, entity, path)?.name ?? UNKNOWN;
  return both((language) => `${near.name[language]} › ${name[language]}`);
}

/** A condition with the fields its words need. */
export function sayRule(rule: Rule, app: App, entity: Entity | undefined): Shown {
  if (typeof rule === 'boolean') return word(rule ? 'rule.always' : 'rule.never');
  return { kind: 'rule', rule, fields: fieldsIn(rule, app, entity) };
}

/** An expression with the names its words need. */
export function sayExpression(expression: Rule, app: App, entity: Entity | undefined): Shown {
  const names = namesInRule(expression).filter((name) => !Object.hasOwn(SURROUNDINGS, name));
  const called = Object.fromEntries(names.map((name) => [name, nameAt(app, entity, name)]));
  return { kind: 'expression', expression, names: called, fields: fieldsIn(expression, app, entity) };
}

/** What a field is to hold: options by their names, yes and no in words, what is worked out as an expression over an entity. */
export function sayValue(value: Rule, app: App, field: Field | undefined, entity?: Entity): Shown {
  const options = optionsIn(field?.options ?? [], value);
  if (options[0] && typeof value === 'string') return labelled(options[0].name);
  if (field?.options) return list(options, ({ name }: Option) => labelled(name));
  if (isLogic(value)) return sayExpression(value, app, entity);
  return typeof value === 'boolean' ? word(value ? 'value.yes' : 'value.no') : text(value);
}

/** The options that are named anywhere in a value, in the order of the field. */
export function optionsIn(options: readonly Option[], value: unknown): Option[] {
  const texts = textsIn(value);
  return options.filter(({ key }) => texts.includes(key));
}

function textsIn(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [value];
}

function fieldsIn(rule: Rule, app: App, entity: Entity | undefined): Field[] {
  return namesInRule(rule).flatMap((name) => {
    const field = entity && fieldAt(app, entity, name);
    return field ? [slim({ ...field, key: name, name: nameAt(app, entity, name) }, app)] : [];
  });
}

/** Only what the words of a rule need, for changes are kept for good. */
function slim({ key, type, name, options, currency }: Field, app: App): Field {
  const money = takes({ type }, 'currency') ? { currency: currency ?? app.currency } : {};
  return { key, type, name, ...(options ? { options } : {}), ...money } as Field;
}

/** Every name a rule reads, as it stands; needs no checked rule, so that drafts can be asked too. */
export function namesInRule(rule: unknown): string[] {
  if (Array.isArray(rule)) return [...new Set(rule.flatMap(namesInRule))];
  if (typeof rule !== 'object' || rule === null) return [];
  if (isLogic(rule as Rule) && 'var' in rule) return [rule.var].flat().filter((name) => typeof name === 'string');
  return [...new Set(Object.values(rule).flatMap(namesInRule))];
}
