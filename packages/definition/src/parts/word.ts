import type { Color } from '../ground/color.ts';
import type { FileKind } from '../ground/file-kind.ts';
import type { Language } from '../ground/label.ts';
import type { Entity } from '../model/app.ts';
import type { Automation } from '../model/automation/automation.ts';
import type { APPROVAL_LAPSES, APPROVAL_MODES, ApproverAct, CHOICES_OF_PERSON } from '../model/automation/node.ts';
import type { Clock, TriggerOf } from '../model/automation/trigger.ts';
import type { Calendar, TimeUnit } from '../model/calendar.ts';
import type { DuplicateRule } from '../model/duplicate-rule.ts';
import type { FieldType } from '../model/field-settings.ts';
import type { Icon } from '../model/icon.ts';
import type { NEXT_TASKS } from '../model/limits.ts';
import type { ChartKind, Dimension, Measure } from '../model/report.ts';
import type { SCOPES } from '../model/role.ts';
import type { Right } from '../model/status.ts';

/** A right that a role has or has not, as the product calls it. */
export type ActWord = `act.${'create' | 'baseline' | 'share' | Right}`;

/** A word of the product for a value that stands in a definition; the screens have each of them in both languages. */
export type Word =
  | ActWord
  | `value.${'yes' | 'no'}`
  | `rule.${'always' | 'never' | 'otherwise'}`
  | `scope.${(typeof SCOPES)[number]}`
  | `type.${FieldType}`
  | `filekind.${FileKind}`
  | `color.${Color}`
  | `chart.${ChartKind}`
  | `fn.${Measure['fn']}`
  | `icon.${Icon}`
  | `weekday.${1 | 2 | 3 | 4 | 5 | 6 | 7}`
  | `holidays.${NonNullable<Calendar['holidays']>}`
  | `menu.${NonNullable<Entity['menu']>}`
  | `bucket.${NonNullable<Dimension['bucket']>}`
  | `once.${NonNullable<Automation['once']>}`
  | `clock.${Clock}`
  | `unit.${TimeUnit}`
  | `every.${TriggerOf<'schedule'>['every']}`
  | `lang.${Language}`
  | `mode.${(typeof APPROVAL_MODES)[number]}`
  | `lapse.${(typeof APPROVAL_LAPSES)[number]}`
  | `allow.${ApproverAct}`
  | `choose.${(typeof CHOICES_OF_PERSON)[number]}`
  | `duplicates.${DuplicateRule['act']}`
  | `nextTask.${(typeof NEXT_TASKS)[number]}`;
