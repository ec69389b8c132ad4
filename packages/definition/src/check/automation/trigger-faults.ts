import type { Issue } from '@pipewright/logic';
import { placesIn } from '../../model/automation/message.ts';
import type { Trigger, TriggerKind, TriggerOf } from '../../model/automation/trigger.ts';
import { fieldTypes } from '../../model/field-type.ts';
import { fieldOf, stagesOf } from '../../model/system-field.ts';
import { below, fault, type Ground, gone, type Place, roleFaults } from './ground.ts';
import { ladderFaults } from './ladder-faults.ts';
import { webhookFaults } from './webhook-faults.ts';

type Checks = { readonly [Kind in TriggerKind]: (ground: Ground, on: TriggerOf<Kind>, place: Place) => Issue[] };

const nothing = () => [];
const processed = (ground: Ground, place: Place) =>
  ground.entity.process ? [] : [fault(ground, place, 'automation.no_process', { entity: ground.entity.name })];

function stages(ground: Ground, on: TriggerOf<'entered' | 'left'>, place: Place): Issue[] {
  if (!ground.entity.process) return processed(ground, place);
  const known = stagesOf(ground.entity).map(({ key }) => key);
  return on.stages.flatMap((key, i) => (known.includes(key) ? [] : [gone(ground, below(below(place, 'stages'), i), 'stage', key)]));
}

function changed(ground: Ground, on: TriggerOf<'changed'>, place: Place): Issue[] {
  const unknown = on.fields.flatMap((key, i) =>
    fieldOf(ground.entity, key) ? [] : [gone(ground, below(below(place, 'fields'), i), 'field', key)],
  );
  const field = fieldOf(ground.entity, on.fields[0] ?? '');
  const values = (['from', 'to'] as const).flatMap((side) => (on[side] ?? []).map((key, i) => ({ side, key, i })));
  if (unknown.length > 0 || values.length === 0) return unknown;
  if (on.fields.length > 1 || !field?.options) return [fault(ground, place, 'automation.changed_values')];
  return values.flatMap(({ side, key, i }) =>
    field.options?.some((option) => option.key === key) ? [] : [gone(ground, below(below(place, side), i), 'option', key)],
  );
}

/** What is wrong with a date that a time is counted from. */
export function dateFaults(ground: Ground, key: string, place: Place): Issue[] {
  const field = fieldOf(ground.entity, key);
  const at = below(place, 'field');
  if (!field) return [gone(ground, at, 'field', key)];
  return fieldTypes[field.type].value === 'date' ? [] : [fault(ground, at, 'automation.date', { field: field.name })];
}

function schedule(ground: Ground, { every, on, list }: TriggerOf<'schedule'>, place: Place): Issue[] {
  const most = every === 'week' ? 7 : every === 'month' ? 31 : 0;
  const fits = most === 0 ? on === undefined : on !== undefined && on <= most;
  return [...(fits ? [] : [fault(ground, below(place, 'on'), 'automation.day')]), ...(list ? listFaults(ground, place) : [])];
}

/** A list is of no single record: it can be told of, and its text names nothing. */
function listFaults(ground: Ground, place: Place): Issue[] {
  const fits = ground.automation.nodes.every(
    (node) => node.kind === 'notify' && placesIn(node.text).length === 0 && node.to.every(({ kind }) => kind === 'role'),
  );
  return fits ? [] : [fault(ground, below(place, 'list'), 'automation.list')];
}

const CHECKS: Checks = {
  created: nothing,
  changed,
  deleted: nothing,
  entered: stages,
  left: stages,
  status: (ground, _, place) => processed(ground, place),
  since: (ground, on, { path }) => ladderFaults(ground, on, path),
  date: (ground, { field }, place) => dateFaults(ground, field, place),
  schedule,
  webhook: webhookFaults,
  called: nothing,
  button: (ground, on, place) => roleFaults(ground, below(place, 'roles'), on.roles),
};

/** What is wrong with a trigger. */
export function triggerFaults(ground: Ground, path: string): Issue[] {
  const { on } = ground.automation;
  const run = CHECKS[on.kind] as (ground: Ground, on: Trigger, place: Place) => Issue[];
  return run(ground, on, { path, at: { en: 'trigger', 'zh-CN': '触发方式' } });
}
