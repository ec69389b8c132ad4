import { fieldTypes } from '@pipewright/definition';
import { accepted } from '@pipewright/logic';
import { compileOnce, countOf, forWriteSql, type Mention, type WriteQuestion } from '@pipewright/sql';
import { rows } from '../db/pool.ts';
import { isId } from '../ground/id.ts';
import type { Change, Current, SaveGround } from './change.ts';
import type { Shaped } from './judge.ts';
import { type Known, type Mentioned, mentionFields } from './mentions.ts';

/** The records that changes are about as they stand, by id, and what is known of everything that their values mention. */
export interface ForWrite {
  readonly currents: ReadonlyMap<string, Current>;
  readonly known: Known;
}

interface Found {
  readonly currents: readonly Current[];
  readonly known: readonly (Mentioned & { readonly field: string; readonly id: string })[];
}

/** Reads all that changes of one entity are judged by, in one statement; in none where they are about nothing that is stored. */
export async function loadForWrite(scope: SaveGround, changes: readonly Change[], shaped: readonly Shaped[]): Promise<ForWrite> {
  const { view, ready, inTransaction = false } = scope;
  const { far } = ready.prepared;
  const ids = changes.flatMap((change) => (change.kind !== 'create' && change.id && isId(change.id) ? [change.id] : []));
  const near = new Set(ids.length > 0 ? far.map((name) => name.split('.')[0]) : []);
  const slots: Record<string, readonly string[]> = { record: ids };
  const mentions = mentionFields(scope).flatMap((field): Mention[] => {
    const given = shaped.map(({ values }) => values[field.key]);
    const sent = [
      ...new Set(given.filter((id): id is string => typeof id === 'string' && (fieldTypes[field.type].names === 'person' || isId(id)))),
    ];
    slots[`mentions.${field.key}`] = sent;
    const stored = near.has(field.key);
    return sent.length > 0 || stored ? [{ field, sent: sent.length > 0 ? countOf(sent) : undefined, stored }] : [];
  });
  const question: WriteQuestion = { records: ids.length > 0 ? countOf(ids) : undefined, mentions, far, lock: inTransaction };
  if (!question.records && mentions.length === 0) return { currents: new Map(), known: new Map() };
  const named = mentions.map(({ field, sent, stored }) => `${field.key}:${sent}:${stored}`).join();
  const compiled = compileOnce(view, `for write ${ready.entity.key} ${question.records} ${inTransaction} ${named}`, slots, (each) => ({
    value: forWriteSql(each, ready.entity, question),
  }));
  const [found] = await rows<Found>(scope.db, accepted(compiled, 'Reading for a write'));
  const known = new Map<string, Map<string, Mentioned>>();
  for (const { field, id, ...mentioned } of found?.known ?? [])
    known.set(field, (known.get(field) ?? new Map<string, Mentioned>()).set(id, mentioned));
  return { currents: new Map(found?.currents.map((current) => [current.values.id, current])), known };
}

/** Reads one record as a write would, and holds it inside a transaction; undefined where it is out of sight or deleted. */
export async function loadOne(scope: SaveGround, id: string): Promise<{ readonly current: Current; readonly known: Known } | undefined> {
  const { currents, known } = await loadForWrite(scope, [{ kind: 'update', id, values: {} }], [{ values: {}, issues: [] }]);
  const current = currents.get(id);
  return current && !current.deleted ? { current, known } : undefined;
}
