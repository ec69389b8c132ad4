import type { Rule } from '@pipewright/logic';
import type { Entity } from '../model/app.ts';
import type { Conversion, ConversionTarget } from '../model/conversion.ts';
import { entityOf } from '../model/vocabulary.ts';
import { grantOf } from './grant.ts';
import { knows, knowsExpression, knowsRule, type Reach } from './reach.ts';
import { passed } from './whole.ts';

/**
 * The conversion of an entity as a role may know it; undefined where the role could not carry it out: where it may not know when records are converted,
 * change none of them, or neither make nor choose what they become.
 */
export function personConversion(reach: Reach, entity: Entity): Conversion | undefined {
  const { conversion } = entity;
  if (!conversion || grantOf(reach.role, entity.key).update === 'none' || !knowsRule(reach, entity, conversion.when)) return undefined;
  const targets = conversion.targets.map((target) => personTarget(reach, entity, target));
  const known = targets.filter((target) => target !== undefined);
  if (known.length < targets.length) return undefined;
  const { when, message, sets } = conversion;
  const seen = Object.entries(sets).filter(([key]) => knows(reach, entity, key));
  return passed<Conversion>({ when, message, sets: Object.fromEntries(seen), targets: known });
}

function personTarget(reach: Reach, entity: Entity, target: ConversionTarget): ConversionTarget | undefined {
  const made = entityOf(reach.app, target.entity);
  const { create, readonly } = grantOf(reach.role, target.entity);
  if (!made || !reach.names.has(made.key) || !(create || target.match) || !knows(reach, entity, target.keep)) return undefined;
  const { key, values, links, match, source, keep } = target;
  const known = (name: string) => knows(reach, made, name);
  // What a person may not read of the one is not told by the other, and what a person may not write is not written.
  const fills = ([name, rule]: readonly [string, Rule]) => known(name) && !readonly.includes(name) && knowsExpression(reach, entity, rule);
  const same = match?.filter(known);
  return passed<ConversionTarget>({
    ...{ key, entity: target.entity, keep },
    values: Object.fromEntries(Object.entries(values).filter(fills)),
    links: links && Object.fromEntries(Object.entries(links).filter(([name]) => known(name))),
    match: same?.length ? same : undefined,
    source: source !== undefined && known(source) ? source : undefined,
  });
}
