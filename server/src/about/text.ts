import {
  type App,
  type Entity,
  type Field,
  fieldAt,
  fieldOf,
  fillMessage,
  LANGUAGES,
  type Language,
  type Message,
  type RecordJson,
  readsName,
  takes,
} from '@pipewright/definition';
import { cellOf } from '../exports/cell.ts';
import type { WorkRecord } from './records.ts';
import { behindPlace, type Named } from './sees.ts';

/** What stands where a reader may not know a value. */
const HIDDEN = '…';

/**
 * Fills the places of a text with what a record says, in both languages, as far as a role may know it.
 * @param sees whether the reader may see a record that a field refers to: its title, and what stands in it, is told to no one else
 */
export function filled(
  app: App,
  entity: Entity,
  roleKey: string | undefined,
  record: WorkRecord,
  message: Message,
  sees: (named: Named) => boolean,
): Message {
  const role = app.roles.find(({ key }) => key === roleKey);
  const say = (language: Language) =>
    fillMessage(message, language, (name) => {
      const known = role && readsName(app, entity, role, name) && behindPlace(app, entity, record, name).every(sees);
      return known ? shown(app, entity, record, name, language) : HIDDEN;
    });
  return Object.fromEntries(LANGUAGES.map((language) => [language, say(language)])) as Message;
}

function shown(app: App, entity: Entity, { json, facts }: WorkRecord, name: string, language: Language): string {
  const field = name.includes('.') ? fieldAt(app, entity, name) : fieldOf(entity, name);
  if (!field) return HIDDEN;
  const record = { ...json, [field.key]: facts[name] ?? null } as RecordJson;
  return inMoney(field, record, language, app) ?? (cellOf(field, record, { language, timeZone: app.timeZone }) || '–');
}

/** An amount as people write it, with its currency. */
function inMoney(field: Field, record: RecordJson, language: Language, app: App): string | undefined {
  const value = record[field.key];
  if (!takes(field, 'currency') || typeof value !== 'string') return undefined;
  const style = {
    style: 'currency',
    currencyDisplay: 'narrowSymbol',
    currency: field.currency ?? app.currency,
    minimumFractionDigits: value.includes('.') ? 2 : 0,
  } as const;
  return new Intl.NumberFormat(language, style).format(value as unknown as number);
}
