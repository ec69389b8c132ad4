import type { Field } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { isKnown } from './facts.ts';
import type { PreparedEntity } from './prepare.ts';

/** True where the form shows this field for these facts; where a fact that decides it is unknown, it is shown. */
export function isShown(prepared: PreparedEntity, field: Pick<Field, 'key'>, facts: Facts): boolean {
  const rule = prepared.shown.get(field.key);
  return !rule || !isKnown(rule.names, facts) || rule.holds(facts);
}
