import type { Field } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { isKnown } from './facts.ts';
import type { PreparedEntity } from './prepare.ts';

/** True where the form shows this field for these facts. */
export function isShown(prepared: PreparedEntity, field: Pick<Field, 'key'>, facts: Facts): boolean {
  return prepared.shown.get(field.key)?.holds(facts) ?? true;
}

/** True unless these facts say that the form hides the field: where they do not suffice, it is shown. */
export function mayBeShown(prepared: PreparedEntity, field: Pick<Field, 'key'>, facts: Facts): boolean {
  const rule = prepared.shown.get(field.key);
  return !rule || !isKnown(rule.names, facts) || rule.holds(facts);
}
