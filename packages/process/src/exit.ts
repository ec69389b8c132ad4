import { type Field, fieldOf } from '@pipewright/definition';
import { type Facts, type Issue, issue } from '@pipewright/logic';
import type { PreparedEntity, PreparedStage } from './prepare.ts';

const empty = (value: unknown) => value === null || value === undefined;

/** True where the form shows this field for these facts. */
export function isShown(prepared: PreparedEntity, field: Pick<Field, 'key'>, facts: Facts): boolean {
  return prepared.shown.get(field.key)?.holds(facts) ?? true;
}

/** One issue for each of the named fields that is empty. */
export function missing(
  prepared: PreparedEntity,
  keys: readonly string[],
  facts: Facts,
  code: string,
  params: Issue['params'] = {},
): Issue[] {
  return keys.flatMap((key) => {
    const field = fieldOf(prepared.entity, key);
    return field && empty(facts[key]) ? [issue(key, code, { ...params, field: field.name })] : [];
  });
}

/** What keeps a record from leaving a stage: empty required fields, then criteria that do not hold. */
export function exitIssues(prepared: PreparedEntity, { stage, gates }: PreparedStage, facts: Facts): Issue[] {
  return [
    ...missing(prepared, stage.required, facts, 'gate.required', { stage: stage.name }),
    ...gates
      .filter(({ holds }) => !holds(facts))
      .map(({ gate }) => issue('stage', 'gate.failed', { stage: stage.name, message: gate.message })),
  ];
}
