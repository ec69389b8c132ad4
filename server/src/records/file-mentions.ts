import { type Entity, type Field, fileIssue, hasTrait, MOST_MEGABYTES, writableFields } from '@pipewright/definition';
import { type Issue, issue } from '@pipewright/logic';
import type { FileChanges, Row } from '@pipewright/sql';
import { isId } from '../ground/id.ts';
import type { SaveGround, Verdict } from './change.ts';
import type { Known, Mentioned } from './mentions.ts';

interface Found {
  readonly id: string;
  readonly name: string;
  readonly size: number;
}

const fileFields = (entity: Entity): Field[] => writableFields(entity).filter((field) => hasTrait(field, 'files'));
const idsIn = (value: unknown): string[] => (Array.isArray(value) ? value.filter((id) => typeof id === 'string' && isId(id)) : []);

/** What is known of the files that values name: those that the actor has sent and that belong to no record yet may be named, in one place each. */
export async function knownFiles(scope: SaveGround, all: readonly Row[]): Promise<Known> {
  const { entity } = scope.ready;
  const fields = fileFields(entity);
  const named = all.flatMap((values) => fields.flatMap((field) => idsIn(values[field.key])));
  if (named.length === 0 || scope.actor.kind !== 'person') return new Map();
  const { rows } = await scope.db.query<Found>(
    `select id, name, size::float8 as size from pipewright.file where app = $1 and id = any($2::uuid[]) and record is null and stored
       and created_by = $3 order by id ${scope.inTransaction ? 'for update' : ''}`,
    [scope.published.key, named, scope.actor.id],
  );
  const single = rows.filter(({ id }) => named.filter((each) => each === id).length === 1);
  const known = (field: Field) => new Map(single.map((file) => [file.id, mentionOf(field, file)]));
  return new Map(fields.map((field) => [field.key, known(field)]));
}

/** A file was uploaded for one field and may be named in another: each looks at it itself. */
function mentionOf(field: Field, file: Found): Mentioned {
  const fault = fileIssue(field, file, MOST_MEGABYTES);
  return { seen: !fault, facts: {}, ...(fault ? { fault } : {}) };
}

/** One issue for each value that names a file which neither stands there already nor may be put there. */
export function fileIssues(scope: SaveGround, values: Row, before: Row | null, known: Known): Issue[] {
  return fileFields(scope.ready.entity).flatMap((field) => {
    const there = idsIn(before?.[field.key]);
    const strange = idsIn(values[field.key]).find((id) => !there.includes(id) && !known.get(field.key)?.get(id)?.seen);
    if (strange === undefined) return [];
    return [known.get(field.key)?.get(strange)?.fault ?? issue(field.key, 'value.file', { field: field.name })];
  });
}

/** What becomes of files by what is written; undefined where nothing does. */
export function fileChanges(entity: Entity, verdicts: readonly Verdict[]): FileChanges | undefined {
  const without = (list: unknown, others: unknown) => idsIn(list).filter((id) => !idsIn(others).includes(id));
  const changes = verdicts.flatMap(({ row, before, after }) =>
    fileFields(entity).flatMap(({ key }) =>
      Object.hasOwn(after, key)
        ? [{ record: row.id, field: key, come: without(after[key], before[key]), go: without(before[key], after[key]) }]
        : [],
    ),
  );
  if (changes.length === 0) return undefined;
  return {
    come: changes.flatMap(({ record, field, come }) => come.map((file) => ({ record, field, file }))),
    go: changes.flatMap(({ record, go }) => go.map((file) => ({ record, file }))),
  };
}
