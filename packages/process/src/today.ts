import {
  type Entity,
  fieldOf,
  fieldTypes,
  namesInRule,
  type Process,
  type Stage,
  type TodayFigure,
  type TodayList,
  UNPLANNED,
  type Whose,
} from '@pipewright/definition';
import { addDays, type Rule } from '@pipewright/logic';
import { startOfDay } from './zone.ts';

/** What a list or figure of today asks for: the records for which the filter holds and, where there are such, at least one of `any`. */
export interface TodayQuestion {
  readonly filter: Rule;
  readonly any?: readonly Rule[];
  /** The order, as lists know it. */
  readonly sort?: string;
  /** False where it does not matter how many there are besides the first. */
  readonly counted?: boolean;
}

/** All that the page of today asks of one entity, as far as it can be asked. */
export type TodayQuestions = Partial<Record<TodayList | TodayFigure, TodayQuestion>>;

const is = (name: string, value: Rule): Rule => ({ '==': [{ var: name }, value] });

/**
 * What the page of today asks of an entity that passes through stages, from what its definition says: which field is the day of the next step, which
 * the day it is to close, how long a stage should take. None where there are no stages.
 * @param today `YYYY-MM-DD` in the zone of the app
 * @param reads tells whether the person may know a field; what would need another one is not asked
 */
export function todayQuestions(
  entity: Entity,
  { timeZone, today, whose, reads }: { timeZone: string; today: string; whose: Whose; reads: (field: string) => boolean },
): TodayQuestions {
  const { process } = entity;
  if (!process || !reads('status')) return {};
  const own = whose === 'mine' ? [is('owner', { var: 'user.id' })] : [];
  if (whose === 'mine' && !reads('owner')) return {};
  const open = [is('status', 'open'), ...own];
  const day = (key: string | undefined) => {
    const field = key === undefined ? undefined : fieldOf(entity, key);
    return field && fieldTypes[field.type].value === 'date' && reads(field.key) ? field.key : undefined;
  };
  const [step, close] = [day(process.nextStepDate), day(process.closeDate)];
  const overdue = ['pipeline', 'stage', 'stage_since'].every(reads) ? stuckRules(process, timeZone, today, reads) : [];
  return {
    ...(step && { steps: { filter: { and: [...open, { '<=': [{ var: step }, { var: 'today' }] }] }, sort: step } }),
    ...(close && { late: { filter: { and: [...open, { '<': [{ var: close }, { var: 'today' }] }] }, sort: close } }),
    ...(overdue.length > 0 && { stuck: { filter: { and: open }, any: overdue, sort: 'stage_since' } }),
    ...(process.nextTask && reads(UNPLANNED) && { unplanned: { filter: { and: [...open, is(UNPLANNED, true)] }, sort: 'stage_since' } }),
    ...(['updated_by', 'updated_at'].every(reads) && {
      recent: { filter: is('updated_by', { var: 'user.id' }), sort: '-updated_at', counted: false },
    }),
    open: { filter: { and: open } },
    ...(reads('closed_on') && {
      won: { filter: { and: [is('status', 'won'), ...own, { '>=': [{ var: 'closed_on' }, `${today.slice(0, 7)}-01`] }] } },
    }),
  };
}

/** One rule for all stages of a pipeline with the same standards: it has been exceeded once a record is there for more days than that. */
function stuckRules({ pipelines }: Process, timeZone: string, today: string, reads: (name: string) => boolean): Rule[] {
  return pipelines.flatMap(({ key, stages }) => {
    const alike = Map.groupBy(stages, ({ standardDays, standardDaysBy }) => JSON.stringify([standardDays, standardDaysBy]));
    return [...alike.values()].flatMap((same) => {
      const there: Rule = { in: [{ var: 'stage' }, same.map((stage) => stage.key)] };
      return standardsOf(same[0] as Stage, reads).flatMap(({ when, days }): Rule[] => {
        const last = addDays(today, -days);
        if (last === null) return [];
        return [{ and: [is('pipeline', key), there, ...when, { '<': [{ var: 'stage_since' }, startOfDay(timeZone, last)] }] }];
      });
    });
  });
}

/** The standards of a stage, each with what must hold of a record that it applies to. Where a rule may not be known, only the usual one is. */
function standardsOf({ standardDays, standardDaysBy = [] }: Stage, reads: (name: string) => boolean): { when: Rule[]; days: number }[] {
  const known = standardDaysBy.every(({ when }) => namesInRule(when).every(reads)) ? standardDaysBy : [];
  const some = known.map(({ when, days }, i) => ({ when: [...known.slice(0, i).map((earlier) => not(earlier.when)), when], days }));
  return [...some, ...(standardDays === undefined ? [] : [{ when: known.map(({ when }) => not(when)), days: standardDays }])];
}

const not = (rule: Rule): Rule => ({ '!': [rule] });
