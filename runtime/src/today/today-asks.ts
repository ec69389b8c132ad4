import {
  type AppForPerson,
  type Entity,
  isOpen,
  type RecordJson,
  type TodayFigure,
  type TodayList,
  vocabularyOf,
  type Whose,
} from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { tooLarge } from '@pipewright/logic';
import { todayQuestions } from '@pipewright/process';
import { EVERY } from '../data/list-ask.ts';
import type { ListSearch } from '../data/list-search.ts';
import { fieldsIn, grantFor } from '../data/reach.ts';

/** The entities that the page of today is about: those whose records pass through stages, as far as this person knows them. */
export function todayEntities(inApp: AppForPerson): Entity[] {
  return inApp.app.entities.filter((entity) => entity.process && !entity.retired);
}

/** True where a person sees records of others too, and may look at theirs. */
export function seesOthers(inApp: AppForPerson): boolean {
  return todayEntities(inApp).some(({ key }) => !['own', 'none'].includes(String(grantFor(inApp, key).read)));
}

/** What the page asks of an entity: whose records, on which day. */
export interface TodayAsk {
  readonly whose: Whose;
  /** In the zone of the app, `YYYY-MM-DD`. */
  readonly today: string;
}

/** The address of the whole of a list, of which the page shows the beginning; undefined where no address can hold the question. */
export function wholeList(
  inApp: AppForPerson,
  entity: Entity,
  { whose, today }: TodayAsk,
  list: TodayList | TodayFigure,
): ListSearch | undefined {
  const fields = fieldsIn(inApp, entity);
  const { timeZone } = inApp.app;
  const scope = vocabularyOf(inApp.app, entity);
  // What is far away is in the app of a person where that person may know it.
  const reads = (name: string) =>
    fields.some(({ key }) => key === name) || ((name.includes('.') || name === 'today') && Object.hasOwn(scope, name));
  const question = todayQuestions(entity, { timeZone, today, whose, reads })[list];
  if (!question) return undefined;
  const { filter, any, sort } = question;
  const rule: Rule = any ? { and: [filter, { or: [...any] }] } : filter;
  if (tooLarge(rule)) return undefined;
  return { view: EVERY, filter: JSON.stringify(rule), ...(sort ? { sort } : {}) };
}

/** The stages that a record can be sent to from where it stands. */
export function stagesFor(entity: Entity, record: RecordJson) {
  const stages = isOpen(record.status) ? entity.process?.pipelines.find(({ key }) => key === record.pipeline)?.stages : undefined;
  return (stages ?? []).filter(({ key }) => key !== record.stage);
}
