import { sql } from 'kysely';
import type { Fragment } from '../ground/compile.ts';
import { Slot, type SlotValues } from '../ground/slot.ts';
import { AUTHOR, asJudged } from './authorship.ts';

/** What a write does with files: those that come to belong to a field of a record, and those that a record gives away. */
export interface FileChanges {
  readonly come: readonly { readonly record: string; readonly field: string; readonly file: string }[];
  readonly go: readonly { readonly record: string; readonly file: string }[];
}

/** What a write is asked to do with files; undefined where it names none. */
interface WithFiles {
  readonly files?: FileChanges | undefined;
}

const COME = new Slot('files that come');
const GO = new Slot('files that go');
const listed = (slot: Slot) => sql`jsonb_to_recordset(${slot}::jsonb) as a(record uuid, field text, file uuid)`;

/** Holds the files that come: each must still be the author's own and belong to no record, and nobody else can take or sweep it meanwhile. */
export function filesHeld({ files }: WithFiles): Fragment[] {
  if (!files) return [];
  return [
    sql`coming as materialized (select f.id from pipewright.file f where f.id in (select a.file from ${listed(COME)}) and f.app = ${AUTHOR.app}::text
      and f.record is null and f.stored and f.created_by = ${AUTHOR.id}::text order by f.id for update)`,
  ];
}

/** True while a write stands as it was judged, every file that comes with it too. */
export function stands({ files }: WithFiles): Fragment {
  return files ? sql`${asJudged} and (select count(*) from coming) = jsonb_array_length(${COME}::jsonb)` : asJudged;
}

/** The parts of a writing statement that give files to the records that were `written`, and take them away. */
export function fileParts({ files }: WithFiles, table: string): Fragment[] {
  if (!files) return [];
  return [
    sql`attached as (update pipewright.file f set entity = ${table}::text, record = w.id, field = a.field
      from written w join ${listed(COME)} on a.record = w.id where f.id = a.file)`,
    sql`removed as (update pipewright.file f set removed_at = now()
      from written w join ${listed(GO)} on a.record = w.id where f.id = a.file and f.record = w.id and f.app = ${AUTHOR.app}::text)`,
  ];
}

/** What stands in the slots of these parts. */
export function fileValues({ files }: WithFiles): SlotValues {
  return files ? { [COME.name]: JSON.stringify(files.come), [GO.name]: JSON.stringify(files.go) } : {};
}
