import { type Entity, type Field, reasonKey } from '@pipewright/definition';
import { type Facts, sameValue, type Value } from '@pipewright/logic';
import type { RuledInForm } from '@pipewright/process';
import type { Text } from '../text/language.ts';

type Values = Readonly<Record<string, Value>>;
type Ruled = Readonly<Record<string, RuledInForm>>;

/** The form with a place for the reason behind each field in which a person says something else than its rule. */
export function withReasons(entity: Entity, byHand: ReadonlySet<string>): Entity {
  const asked = (key: string) => (byHand.has(key) ? [key, reasonKey(key)] : [key]);
  return { ...entity, form: entity.form.map((section) => ({ ...section, fields: section.fields.flatMap(asked) })) };
}

/** What a form shows in fields by rule: what they come to, and the reasons that there are. */
export function ruledValues(ruled: Ruled, values: Facts, before: Facts | null): Values {
  const entries = Object.entries(ruled).flatMap(([key, { value, byHand }]): [string, Value][] => {
    const why = reasonKey(key);
    return [[key, value ?? null], ...(byHand ? [[why, values[why] ?? before?.[why] ?? null] as [string, Value]] : [])];
  });
  return Object.fromEntries(entries);
}

/** What was typed, without what only rules said: those fields hold what they held. */
export function typedBesideRules(typed: Values, ruled: Values, values: Values): Values {
  const untouched = Object.keys(ruled).filter((key) => sameValue(typed[key], ruled[key]));
  const rest = Object.entries(typed).filter(([key]) => !untouched.includes(key) || Object.hasOwn(values, key));
  return Object.fromEntries(rest.map(([key, value]) => [key, untouched.includes(key) ? (values[key] as Value) : value]));
}

/** What stands under fields by rule: why each has its value, or what the rule says instead. */
export function ruleHints({ fields }: Entity, ruled: Ruled, { t, say }: Pick<Text, 't' | 'say'>): ReadonlyMap<string, string> {
  const hints = fields.flatMap(({ key, options = [] }) => {
    const own = ruled[key];
    if (!own) return [];
    const { says, byHand } = own;
    if (!says) return [[key, t('byRule.later')] as const];
    const option = options.find((each) => each.key === says.value);
    const value = option ? say(option.name) : t('byRule.nothing');
    if (byHand) return [[key, t('byRule.instead', { value })] as const];
    return [[key, t('byRule.because', { row: says.row ? say(says.row.name) : t('byRule.otherwise') })] as const];
  });
  return new Map(hints);
}

/** Why a record has its value in a field by rule: the row that gave it, or that a person chose it and why; nothing where neither is known. */
export function ruleNote(field: Field, record: Facts, ruled: Ruled, { t, say }: Pick<Text, 't' | 'say'>): string | undefined {
  const own = field.byRule && ruled[field.key];
  if (!own || record[field.key] === null) return undefined;
  const why = record[reasonKey(field.key)];
  if (own.byHand) return typeof why === 'string' ? `${t('record.byHand')} · ${why}` : t('record.byHand');
  const { says } = own;
  return says?.row && says.value === record[field.key] ? t('byRule.because', { row: say(says.row.name) }) : undefined;
}
