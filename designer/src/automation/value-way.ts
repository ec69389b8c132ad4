import { type App, type Entity, type Field, fieldTypes, ruleFields } from '@pipewright/definition';
import { isLogic, type Rule } from '@pipewright/logic';
import { ruleFor, type Way, wayOf } from '../entity/default-way.ts';

/** How a step fills a field: as a default says it, from another field, or by emptying it. */
export type Filling = Exclude<Way, 'none' | 'maker'> | 'field' | 'nothing';

/** The fields whose value a field can take over. */
export function sourcesFor(app: App, entity: Entity, field: Field): Field[] {
  const { names, value } = fieldTypes[field.type];
  return ruleFields(app, entity).filter((from) => {
    const row = fieldTypes[from.type];
    if (row.value !== value || row.names !== names || value === 'list') return false;
    if (names === 'record') return from.target === field.target;
    const own = field.options;
    return !own || (from.options?.length ? from.options.every(({ key }) => own.some((option) => option.key === key)) : false);
  });
}

/** The ways to be offered for a field; `nothing` only where a value can be taken away. */
export function fillingsFor(app: App, entity: Entity, field: Field, rule: Rule, empties: boolean): readonly Filling[] {
  const { names, value } = fieldTypes[field.type];
  const own: readonly Filling[] = names
    ? []
    : value === 'date'
      ? ['today', 'days', 'months', 'fixed']
      : value === 'datetime'
        ? ['now', 'fixed']
        : value === 'boolean'
          ? ['yes', 'no']
          : ['fixed'];
  const way = fillingOf(field, rule);
  return [
    ...own,
    ...(sourcesFor(app, entity, field).length > 0 ? (['field'] as const) : []),
    ...(empties || way === 'nothing' ? (['nothing'] as const) : []),
    ...(way === 'rule' ? (['rule'] as const) : []),
  ];
}

/** The field that a value is taken from. */
export function sourceIn(rule: Rule): string | undefined {
  if (!isLogic(rule) || !('var' in rule)) return undefined;
  return typeof rule.var === 'string' && !['today', 'now'].includes(rule.var) && !rule.var.startsWith('user.') ? rule.var : undefined;
}

/** The way in which a value is said. */
export function fillingOf(field: Field, rule: Rule): Filling {
  if (rule === null) return 'nothing';
  if (sourceIn(rule) !== undefined) return 'field';
  const way = wayOf({ ...field, default: rule } as Field);
  return way === 'none' || way === 'maker' ? 'rule' : way;
}

/** The value that a way means at first. */
export function valueFor(app: App, entity: Entity, field: Field, way: Filling, count: number, rule: Rule): Rule {
  if (way === 'nothing') return null;
  if (way === 'rule') return rule;
  if (way === 'field') return { var: sourcesFor(app, entity, field)[0]?.key ?? 'id' };
  return ruleFor({ ...field, default: undefined } as Field, way, count) ?? field.options?.find(({ retired }) => !retired)?.key ?? null;
}
