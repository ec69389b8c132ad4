import { type Entity, type Field, fieldOf, figureQuestions, figuresOf, type Measure } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { useQueries } from '@tanstack/react-query';
import { useApp } from '../data/app-context.ts';
import { figuresQuery } from '../data/queries.ts';
import { fieldsIn } from '../data/reach.ts';
import { groupsOf, type ListGroup, measureKey } from '../list/groups.ts';

/** What waits for a later time. */
export const WAITING: Rule = { '==': [{ var: 'status' }, 'future'] };

/** What waits for a later time in groups by a field, each with its number and worth; undefined until it is known, or where the field is out of sight. */
export function useFuture(entity: Entity, by: 'status_until' | 'status_reason') {
  const inApp = useApp();
  const readable = new Set(fieldsIn(inApp, entity).map(({ key }) => key));
  const field: Field | undefined = readable.has(by) && readable.has('status') ? fieldOf(entity, by) : undefined;
  const amount = readable.has(entity.process?.amount ?? '') ? entity.process?.amount : undefined;
  const measures: Measure[] = amount ? [{ key: measureKey(0), fn: 'sum', field: amount }] : [];
  const questions = field ? figureQuestions({ entity: entity.key, filter: WAITING, measures, by: field }) : [];
  const answers = useQueries({ queries: questions.map((question) => figuresQuery(inApp.key, question, undefined)) });
  const [first] = answers;
  const [question] = questions;
  const figures = figuresOf(
    questions,
    answers.map(({ data }) => data),
  );
  const ask = { app: inApp.key, entity: entity.key, filter: WAITING, search: undefined, sort: undefined, fields: [], expand: [] };
  const totals = new Map(amount ? [[amount, { fn: 'sum' as const, value: null }]] : []);
  const groups: readonly ListGroup[] | undefined =
    figures && first?.data && question
      ? groupsOf(inApp.app, ask, question, first.data, figures, { totals, isOpen: () => false })
      : undefined;
  return { field, amount, groups, error: answers.find(({ error }) => error)?.error ?? null };
}
