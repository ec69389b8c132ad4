import { type Entity, type Field, fieldOf, isStatus, type Label, type LedgerEntry, takes } from '@pipewright/definition';
import type { Text } from '../text/language.ts';
import { namedAutomation } from './automation-name.ts';

type Words = Text['t'];

/** Who wrote an entry: a person or an automation by name, or the product itself. */
export function actorInWords({ actor, names, automation }: LedgerEntry, { t, say }: Pick<Text, 't' | 'say'>): string {
  if (actor.kind === 'automation') return namedAutomation(automation, { t, say });
  return (actor.kind === 'person' && names[actor.id]) || t('timeline.system');
}

/** What somebody did, as a verb: a change of status and another pipeline have words of their own. */
export function deedInWords({ kind, before, after }: LedgerEntry, t: Words): string {
  const to = after.status;
  const waited = before.status === 'paused' || before.status === 'future';
  if (kind === 'move' && isStatus(to) && before.status !== undefined && before.status !== to)
    return t(to === 'open' && waited ? 'timeline.resumed' : `timeline.status.${to}`);
  if (kind === 'move' && typeof before.pipeline === 'string' && 'pipeline' in after) return t('timeline.pipeline');
  return t(`timeline.${kind}`);
}

/** Why an entry was written. */
export function causeInWords({ cause, names }: LedgerEntry, t: Words): string {
  if (cause.by === 'publish' || cause.by === 'relabel') return t(`timeline.cause.${cause.by}`, { version: cause.version });
  if (cause.by === 'share')
    return t(`timeline.cause.share.${cause.level ?? 'none'}`, { person: names[cause.person] ?? t('timeline.gone') });
  if (cause.by !== 'department' && cause.by !== 'leave' && cause.by !== 'exception') return t(`timeline.cause.${cause.by}`);
  const person = names[cause.person];
  return person ? t(`timeline.cause.${cause.by}`, { person }) : t(`timeline.cause.${cause.by}Unknown`);
}

/** Which files came into a field and which went, by name. */
export function filesInWords({ key }: Field, { before, after, names }: LedgerEntry, t: Words): string {
  const [old, now] = [before[key], after[key]].map((ids) => (Array.isArray(ids) ? ids.map(String) : []));
  const named = (ids: readonly string[] = [], without: readonly string[] = []) =>
    ids.flatMap((id) => (without.includes(id) ? [] : (names[id] ?? t('timeline.gone')))).join(t('publish.comma'));
  const [came, went] = [named(now, old), named(old, now)];
  const told = [came && t('files.told.added', { names: came }), went && t('files.told.removed', { names: went })];
  return told.filter(Boolean).join(t('board.semicolon')) || t('files.told.order');
}

const QUIET = new Set(['probability', 'department']);

/** The fields an entry tells of, in its order; a beginning is told without its values, and a pipeline only where it was another before. */
export function fieldsTold(entity: Entity, { kind, before, after }: LedgerEntry): Field[] {
  if (kind === 'create' || kind === 'import') return [];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => !QUIET.has(key) && (key !== 'pipeline' || typeof before.pipeline === 'string'),
  );
  return keys.flatMap((key) => fieldOf(entity, key) ?? []);
}

/**
 * A field with its options as they were called when the entry was written. What has no name from that time takes today's, then that of a stage that is
 * gone, then a word of its own: a key is never shown.
 */
export function fieldThen(field: Field, entry: LedgerEntry, formerStages: Readonly<Record<string, Label>>, gone: Label): Field {
  if (!takes(field, 'options')) return field;
  const keys = [entry.before[field.key], entry.after[field.key]].flat().filter((key): key is string => typeof key === 'string');
  const options = [...new Set(keys)].map((key) => {
    const now = field.options?.find((option) => option.key === key);
    const former = field.key === 'stage' ? formerStages[key] : undefined;
    return { ...now, key, name: entry.labels[field.key]?.[key] ?? now?.name ?? former ?? gone };
  });
  return { ...field, options };
}
