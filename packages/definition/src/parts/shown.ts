import { isLogic, type Rule } from '@pipewright/logic';
import type { FileKind } from '../ground/file-kind.ts';
import type { Label } from '../ground/label.ts';
import type { App, Entity } from '../model/app.ts';
import type { Field, Option } from '../model/field.ts';
import { takes } from '../model/field-settings.ts';
import type { SCOPES } from '../model/role.ts';
import type { StatusAct } from '../model/status.ts';
import { anyField } from '../model/system-field.ts';
import { SURROUNDINGS } from '../model/vocabulary.ts';
import type { Part } from './parts.ts';
import type { PropertyKind } from './properties.ts';
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
  | { readonly kind: 'list'; readonly items: readonly Shown[] };

const UNKNOWN: Label = { en: '…', 'zh-CN': '…' };
const text = (value: unknown): Shown => ({ kind: 'text', text: String(value) });
const labelled = (label: Label): Shown => ({ kind: 'label', label });
const word = (key: Word): Shown => ({ kind: 'word', word: key });
const list = (values: unknown, item: (value: never) => Shown): Shown => ({ kind: 'list', items: ((values ?? []) as never[]).map(item) });

const SAY: Readonly<Record<Exclude<PropertyKind, `word:${string}`>, (value: unknown, app: App, part: Part) => Shown>> = {
  label: (value) => labelled(value as Label),
  ...{ text, number: text },
  percent: (value) => text(`${String(value)}%`),
  flag: (value) => word(value === true ? 'value.yes' : 'value.no'),
  rule: (value, app, { entity }) => sayRule(value as Rule, app, entity),
  expression: (value, app, { entity }) => sayExpression(value as Rule, app, entity),
  default: (value, app, { node }) => sayDefault(value as Rule, app, node as unknown as Field),
  reach: (value, app, { entity }) =>
    typeof value === 'object' ? sayRule((value as { rule: Rule }).rule, app, entity) : word(`scope.${value as (typeof SCOPES)[number]}`),
  field: (value, app, { entity }) => labelled(nameAt(app, entity, String(value))),
  fields: (value, app, { entity }) => list(value, (name: string) => labelled(nameAt(app, entity, name))),
  kinds: (value) => list(value, (kind: FileKind) => word(`filekind.${kind}`)),
  sort: (value, app, { entity }) =>
    list(String(value).split(','), (each: string) => ordered(nameAt(app, entity, each.replace(/^-/, '')), each.startsWith('-'))),
  entity: (value, app) => labelled(app.entities.find((each) => each.key === value)?.name ?? UNKNOWN),
  by: (value, app, part) =>
    list(value, (each: { by: string; descending?: boolean }) => ordered(figure(app, part, each.by), each.descending)),
  tiles: (value, app) =>
    list(value, ({ report }: { report: string }) => labelled(app.reports.find((each) => each.key === report)?.name ?? UNKNOWN)),
  weekdays: (value) => list(value, (day: number) => word(`weekday.${day}` as Word)),
  hours: (value) => list(value, ({ from, to }: { from: string; to: string }) => text(`${from}–${to}`)),
  acts: (value) => list(value, (act: StatusAct) => word(`act.${act}`)),
};

/** What a property's value is in words; null where there is none. */
export function shown(kind: PropertyKind, value: unknown, app: App, part: Part): Shown | null {
  if (kind === 'rule' && value === null) return word('rule.otherwise');
  if (value === undefined || value === null)
    return kind === 'flag' || kind === 'fields' || kind === 'acts' ? sayOwn(kind, value, app, part) : null;
  if (kind.startsWith('word:')) return word(`${kind.slice(5)}.${String(value)}` as Word);
  return sayOwn(kind, value, app, part);
}

function sayOwn(kind: PropertyKind, value: unknown, app: App, part: Part): Shown {
  return SAY[kind as keyof typeof SAY](value, app, part);
}

const both = (make: (language: keyof Label) => string): Label => ({ en: make('en'), 'zh-CN': make('zh-CN') });
const ordered = (name: Label, descending = false): Shown => labelled(both((language) => `${name[language]} ${descending ? '↓' : '↑'}`));

/** The field a name stands for, retired ones too, here or one reference away. */
function fieldAt(app: App, entity: Entity, path: string): Field | undefined {
  const [near = '', far] = path.split('.');
  const field = anyField(entity, near);
  if (far === undefined) return field;
  const target = app.entities.find((each) => each.key === field?.target);
  return target && anyField(target, far);
}

/** The name of a field, retired ones too; of one a reference away with the reference before it. */
function nameAt(app: App, entity: Entity | undefined, path: string): Label {
  const near = entity && anyField(entity, path.split('.')[0] ?? '');
  if (!entity || !near) return UNKNOWN;
  if (!path.includes('.')) return near.name;
  const name = fieldAt(app, entity, path)?.name ?? UNKNOWN;
  return both((language) => `${near.name[language]} › ${name[language]}`);
}

function figure(app: App, { node, entity }: Part, key: string): Label {
  const figures = [...((node.dimensions ?? []) as { key: string; name?: Label; field?: string }[]), ...((node.measures ?? []) as [])];
  const found = figures.find((each) => each.key === key);
  return found?.name ?? (found?.field ? nameAt(app, entity, found.field) : UNKNOWN);
}

function sayRule(rule: Rule, app: App, entity: Entity | undefined): Shown {
  if (typeof rule === 'boolean') return word(rule ? 'rule.always' : 'rule.never');
  return { kind: 'rule', rule, fields: fieldsIn(rule, app, entity) };
}

function sayExpression(expression: Rule, app: App, entity: Entity | undefined): Shown {
  const names = namesInRule(expression).filter((name) => !Object.hasOwn(SURROUNDINGS, name));
  const called = Object.fromEntries(names.map((name) => [name, nameAt(app, entity, name)]));
  return { kind: 'expression', expression, names: called, fields: fieldsIn(expression, app, entity) };
}

/** A default: the options that it may come to by their names, yes and no in words, what is worked out as an expression. */
function sayDefault(value: Rule, app: App, field: Field): Shown {
  const options = optionsIn(field.options ?? [], value);
  if (options[0] && typeof value === 'string') return labelled(options[0].name);
  if (field.options) return list(options, ({ name }: Option) => labelled(name));
  if (isLogic(value)) return sayExpression(value, app, undefined);
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
