import { type Entity, type Field, fieldOf, fieldTypes, hasTrait, normalise, shapeIssue, type TriggerOf } from '@pipewright/definition';
import { type Issue, issue, type Value } from '@pipewright/logic';
import { textReader } from '../imports/field-text.ts';

const LONGEST_NAME = 500;

/** What a message says of a record: a value for each field that it names; and what is wrong with it. */
export interface Arriving {
  readonly values: Readonly<Record<string, Value>>;
  /** Each with the name in the message as its path. */
  readonly issues: readonly Issue[];
}

/** What stands under a name in a message; undefined where there is nothing. Only what is its own is looked at. */
function valueAt(message: unknown, name: string): unknown {
  if (typeof message !== 'object' || message === null) return undefined;
  if (Object.hasOwn(message, name)) return (message as Record<string, unknown>)[name];
  const dot = name.indexOf('.');
  return dot < 0 ? undefined : valueAt(valueAt(message, name.slice(0, dot)), name.slice(dot + 1));
}

/**
 * Reads out of a message what it says of a record, by nothing but the message and the definition. Values are taken as people and programs write them: a text is read as a cell of a file is,
 * figures, yes and no and lists as they are; other records, people and departments are said by their names, which stay names here. Names that nothing is filled with are not looked at.
 * @param zone whose clock days and times go by
 */
export function readArrival(entity: Entity, on: TriggerOf<'webhook'>, message: unknown, zone: string): Arriving {
  const { values, issues } = readNamed(entity, on.takes, message, zone);
  const name = on.match && on.takes[on.match];
  const missing = name && issues.length === 0 && (values[on.match ?? ''] ?? null) === null;
  return { values, issues: missing ? [issue(name, 'hook.match_missing', { name })] : issues };
}

/** The same of fields by the names under which their values stand, whatever the message came by. */
export function readNamed(entity: Entity, takes: Readonly<Record<string, string>>, message: unknown, zone: string): Arriving {
  const values: Record<string, Value> = {};
  const issues: Issue[] = [];
  for (const [key, name] of Object.entries(takes)) {
    const field = fieldOf(entity, key);
    const sent = valueAt(message, name);
    if (!field || sent === undefined) continue;
    const isName = fieldTypes[field.type].names !== null;
    const value = normalise(field, isName ? sent : readValue(field, sent, zone));
    const wrong = isName ? nameIssue(field, value) : shapeIssue(field, value);
    if (wrong) issues.push({ ...wrong, path: name });
    else values[key] = value as Value;
  }
  return { values, issues };
}

function nameIssue(field: Field, value: unknown): Issue | undefined {
  const fits = value === null || (typeof value === 'string' && value.length <= LONGEST_NAME);
  return fits ? undefined : issue(field.key, 'value.type', { field: field.name });
}

function readValue(field: Field, sent: unknown, zone: string): unknown {
  if (Array.isArray(sent)) return hasTrait(field, 'list') ? sent.flatMap((each) => readValue(field, each, zone)) : sent;
  const isText = typeof sent === 'string' || (fieldTypes[field.type].value !== 'number' && Number.isSafeInteger(sent));
  const text = isText ? String(sent).trim() : '';
  return text === '' ? (isText ? null : sent) : textReader(field, new Map(), zone)(text, []);
}
