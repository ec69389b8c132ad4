import { checkExpression, type Issue, isLogic } from '@pipewright/logic';
import { arrivingFields } from '../../model/automation/arriving.ts';
import type { NodeOf } from '../../model/automation/node.ts';
import { headerParts, isHeader, isHeaderText, placesInAddress, readAddress } from '../../model/automation/request.ts';
import { fieldAt } from '../../model/field-at.ts';
import { hasTrait } from '../../model/field-type.ts';
import { fieldOf } from '../../model/system-field.ts';
import { below, fault, type Ground, gone, type Place, told } from './ground.ts';

type Http = NodeOf<'http'>;

/** What a secret looks like in a header. */
const EXAMPLE = '{secret:name}';

/** What is wrong with a request: its address, its headers, what it sends, and what of the answer is kept. */
export function httpFaults(ground: Ground, node: Http, place: Place): Issue[] {
  return [
    ...addressFaults(ground, node.url, below(place, 'url')),
    ...headerFaults(ground, node.headers ?? {}, below(place, 'headers')),
    ...bodyFaults(ground, node, below(place, 'body')),
    ...answerFaults(ground, node, below(place, 'answer')),
  ];
}

function addressFaults(ground: Ground, address: string, place: Place): Issue[] {
  const [early] = placesInAddress(/^[^/]*(\/\/[^/?#]*)?/.exec(address)?.[0] ?? '');
  if (early !== undefined) return [fault(ground, place, 'automation.url_place', { name: early })];
  if (!readAddress(address)) return [fault(ground, place, 'automation.url')];
  return placesInAddress(address).flatMap((name): Issue[] => {
    const field = fieldAt(ground.app, ground.entity, name);
    if (name !== 'id' && !field) return [fault(ground, place, 'automation.place', { name })];
    const stored = Object.hasOwn(ground.scope, name) && !(field && hasTrait(field, 'files'));
    return stored ? [] : [fault(ground, place, 'automation.url_field', { field: field?.name ?? name })];
  });
}

function headerFaults(ground: Ground, headers: Readonly<Record<string, string>>, place: Place): Issue[] {
  const seen = new Set<string>();
  return Object.entries(headers).flatMap(([name, value]): Issue[] => {
    const at = below(place, name);
    const known = seen.has(name.toLowerCase());
    seen.add(name.toLowerCase());
    if (known || !isHeader(name)) return [fault(ground, at, 'automation.header', { name })];
    const fits = headerParts(value)?.every((part) => 'secret' in part || isHeaderText(part.text)) && value.trim() !== '';
    return fits ? [] : [fault(ground, at, 'automation.header_value', { name, example: EXAMPLE })];
  });
}

function bodyFaults(ground: Ground, { method, body }: Http, place: Place): Issue[] {
  if (body === undefined) return [];
  if (method === 'GET') return [fault(ground, place, 'automation.body')];
  return Object.entries(body).flatMap(([name, rule]): Issue[] => {
    if (!isLogic(rule)) return [];
    const at = below(place, name);
    const read = checkExpression(rule, ground.scope, at.path);
    return 'issues' in read ? told(ground, at, read.issues) : [];
  });
}

function answerFaults(ground: Ground, { answer }: Http, place: Place): Issue[] {
  if (answer === undefined) return [];
  // Nothing is written to a record that is deleted.
  if (ground.automation.on.kind === 'deleted') return [fault(ground, place, 'automation.deleted')];
  const takes = new Set(arrivingFields(ground.entity).map(({ key }) => key));
  return Object.keys(answer).flatMap((key): Issue[] => {
    const field = fieldOf(ground.entity, key);
    if (!field) return [gone(ground, below(place, key), 'field', key)];
    return takes.has(key) ? [] : [fault(ground, below(place, key), 'automation.takes', { field: field.name })];
  });
}
