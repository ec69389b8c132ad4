import type { Issue } from '@pipewright/logic';
import { arrivingFields, matchFields } from '../../model/automation/arriving.ts';
import type { TriggerOf } from '../../model/automation/trigger.ts';
import { isGiven } from '../../model/field-type.ts';
import { fieldOf } from '../../model/system-field.ts';
import { below, fault, type Ground, gone, type Place } from './ground.ts';
import { missingFaults } from './value-faults.ts';

/** What is wrong with what a webhook fills and with how it finds its record. */
export function webhookFaults(ground: Ground, on: TriggerOf<'webhook'>, place: Place): Issue[] {
  const { entity } = ground;
  const keys = Object.keys(on.takes);
  const at = below(place, 'takes');
  if (keys.length === 0) return [fault(ground, at, 'automation.takes_nothing')];
  const sayable = new Set([...arrivingFields(entity), ...matchFields(entity).filter(({ key }) => key === on.match)].map(({ key }) => key));
  const taken = keys.flatMap((key) => {
    const field = fieldOf(entity, key);
    if (!field) return [gone(ground, below(at, key), 'field', key)];
    return sayable.has(key) ? [] : [fault(ground, below(at, key), 'automation.takes', { field: field.name })];
  });
  if (taken.length > 0) return taken;
  const found = matchIssues(ground, on, below(place, 'match'));
  if (found.length > 0) return found;
  if (on.known) return on.match === undefined ? [fault(ground, below(place, 'known'), 'automation.known')] : [];
  return missingFaults(ground, entity, new Set(keys), at);
}

function matchIssues(ground: Ground, { match, takes, known }: TriggerOf<'webhook'>, place: Place): Issue[] {
  if (match === undefined) return [];
  const field = fieldOf(ground.entity, match);
  if (!field) return [gone(ground, place, 'field', match)];
  const tells = matchFields(ground.entity).some(({ key }) => key === match) && Object.hasOwn(takes, match);
  if (!tells) return [fault(ground, place, 'automation.match', { field: field.name })];
  return isGiven(field) || known ? [] : [fault(ground, place, 'automation.arriving_key', { field: field.name })];
}
