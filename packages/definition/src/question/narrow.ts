import type { Rule } from '@pipewright/logic';
import type { App } from '../model/app.ts';
import { fieldAt } from '../model/field-at.ts';
import { fieldTypes } from '../model/field-type.ts';
import type { Report } from '../model/report.ts';
import { withoutTarget } from '../model/target.ts';
import { entityOf } from '../model/vocabulary.ts';
import { bucketAt, type Days } from './bucket.ts';

/** What all reports of a page are narrowed to. */
export interface Narrowing {
  readonly days?: Days | undefined;
  /** The ids of a department and of those below it. */
  readonly departments?: readonly string[] | undefined;
  /** The id of a person. */
  readonly owner?: string | undefined;
}

/** One way of narrowing. */
export type NarrowedBy = keyof Narrowing;

/** A report as it is asked, and what it cannot be narrowed by. */
export interface Narrowed {
  readonly report: Report;
  readonly without: readonly NarrowedBy[];
}

/** The instant at which a day begins where the app is. */
export type StartOf = (day: string) => string;

/** The field that says when: the one a report names, else the one its figures are split by. Undefined for a report of how things stand now. */
export function timeOf({ time, dimensions }: Report): string | undefined {
  return time ?? dimensions.find(({ bucket }) => bucket !== undefined)?.field;
}

/** The rules of which records have a date or an instant on certain days. */
export function withinDays(app: App, report: Pick<Report, 'entity'>, name: string, { from, to }: Days, startOf: StartOf): Rule[] {
  const entity = entityOf(app, report.entity);
  const field = entity && fieldAt(app, entity, name);
  if (field && fieldTypes[field.type].value === 'datetime')
    return [{ '>=': [{ var: name }, startOf(from)] }, { '<': [{ var: name }, startOf(bucketAt('day', to, 1))] }];
  return [{ '<=': [from, { var: name }, to] }];
}

/** The rules that must all hold where these hold, each by itself. */
export function rulesIn(...rules: readonly (Rule | undefined)[]): Rule[] {
  return rules.flatMap((rule) => {
    if (rule === undefined || rule === null || rule === true) return [];
    const inner = typeof rule === 'object' && 'and' in rule ? rule.and : undefined;
    return Array.isArray(inner) ? rulesIn(...(inner as readonly Rule[])) : [rule];
  });
}

/**
 * A report that asks about fewer records: its own condition and what it is narrowed to. It is asked by the same person through the same door, so that
 * nothing comes into sight.
 * @param known true for a field that this person may ask about
 */
export function narrowed(app: App, report: Report, by: Narrowing, startOf: StartOf, known: (name: string) => boolean): Narrowed {
  const time = timeOf(report);
  const rules: Readonly<Record<NarrowedBy, readonly Rule[] | undefined>> = {
    days: by.days && time !== undefined && known(time) ? withinDays(app, report, time, by.days, startOf) : undefined,
    departments: by.departments && known('department') ? [{ in: [{ var: 'department' }, by.departments] }] : undefined,
    owner: by.owner !== undefined && known('owner') ? [{ '==': [{ var: 'owner' }, by.owner] }] : undefined,
  };
  const asked = (Object.keys(rules) as NarrowedBy[]).filter((each) => by[each] !== undefined);
  const more = asked.flatMap((each) => rules[each] ?? []);
  // A target is for everybody, and for a whole place of the picture: a month stays one, whichever months are shown.
  const held = asked.every((each) => rules[each] === undefined || (each === 'days' && report.dimensions[0]?.field === time));
  const kept = held ? report : withoutTarget(report);
  return {
    report: more.length > 0 ? { ...kept, filter: { and: rulesIn(report.filter, ...more) } } : report,
    without: asked.filter((each) => rules[each] === undefined),
  };
}
