import { type Field, figureQuestions, figuresOf, type Measure, MOST_GROUPS, type Question } from '@pipewright/definition';
import { useQueries } from '@tanstack/react-query';
import { useApp } from '../data/app-context.ts';
import { figuresQuery } from '../data/queries.ts';
import { foldedBy, groupsDescending, groupsOf, isUnfolded, measureKey, toggled } from './groups.ts';
import type { ShownList } from './use-list.ts';

const shapeOf = ({ dimensions, measures }: Question) => JSON.stringify([dimensions, measures]);

/** The groups of a list by the values of a field: their headings, from one question to the server, and the way to fold one. */
export function useGroups({ ask, sort, totals, kept, keepLook }: ShownList, field: Field) {
  const inApp = useApp();
  const asked = [...totals.of];
  const measures = asked.flatMap(([key, { fn }], i): Measure[] => (fn === 'none' ? [] : [{ key: measureKey(i), fn, field: key }]));
  const { entity, filter } = ask;
  const questions = figureQuestions({ entity, filter, measures, by: field, descending: groupsDescending(sort, field) });
  const answers = useQueries({
    queries: questions.map((question) => ({
      ...figuresQuery(ask.app, question, ask.search),
      // The groups stay until those of the next filter are there; those of another field are others.
      placeholderData: <T>(before: T | undefined, of?: { readonly queryKey: readonly unknown[] }) => {
        const last = of?.queryKey[4] as { readonly question: Question } | undefined;
        return last && shapeOf(last.question) === shapeOf(question) ? before : undefined;
      },
    })),
  });
  const folded = foldedBy(kept, field.key);
  const [first] = answers;
  const [question] = questions;
  const figures = figuresOf(
    questions,
    answers.map(({ data }) => data),
  );
  return {
    groups:
      figures && first?.data && question
        ? groupsOf(inApp.app, ask, question, first.data, figures.slice(0, MOST_GROUPS), {
            totals: totals.of,
            isOpen: (key) => isUnfolded(folded, key),
          })
        : undefined,
    /** True where there are more than are shown. */
    isMore: figures !== undefined && figures.length > MOST_GROUPS,
    isChanging: answers.some(({ isPlaceholderData }) => isPlaceholderData),
    error: answers.find(({ error }) => error)?.error ?? null,
    toggle: (key: string) => keepLook({ folded: toggled(folded, key) }),
  };
}
