import { type Access, type Field, fieldAt, type Label } from '@pipewright/definition';
import { sql } from 'kysely';
import type { Fragment } from '../ground/compile.ts';
import { fieldStorage } from '../ground/field-storage.ts';
import type { RoleSight } from '../ground/sight.ts';
import { farFields } from '../read/visible.ts';

/** A column of an answer: what it is called and how its values are written. */
export interface ReportColumn {
  readonly key: string;
  readonly name: Label;
  readonly kind: 'dimension' | 'measure' | 'id';
  /** A field type, or `count`, `percent`, `days`, `day`, `month`, `quarter`, `year`, `name`, `id`. */
  readonly format: string;
  readonly currency?: string;
}

/** The field a path names if this person can read it, here or one reference away. */
export function readableAt(view: RoleSight, access: Access, path: string): Field | undefined {
  const [near, far] = path.split('.');
  const field = access.fields.find((each) => each.key === near);
  if (!field || !far) return field;
  return farFields(view, field).find((each) => each.key === far) && fieldAt(view.app, access.entity, path);
}

/** A date, or an instant as the clock in the app's zone shows it: the one meaning of a day, whatever is done with it. */
export function wallTime(view: RoleSight, field: Field | undefined, column: Fragment): Fragment {
  return field && fieldStorage[field.type].column === 'timestamptz' ? sql`(${column} at time zone ${view.app.timeZone})` : column;
}
