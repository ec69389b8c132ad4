import { figureQuestions, type Measure } from '@pipewright/definition';
import type { Total, Totals, usualTotal } from '@pipewright/ui';
import { useQueries } from '@tanstack/react-query';
import type { KeptLook } from '../data/kept-look.ts';
import type { ListAsk } from '../data/list-ask.ts';
import { figuresQuery } from '../data/queries.ts';

/**
 * How many records a list has on all pages, and the figures under its columns, over all of them. Asked for once the first records are there, which must
 * not wait for them.
 */
export function useTotals(
  ask: ListAsk,
  columns: readonly { readonly key: string; readonly fn: ReturnType<typeof usualTotal> }[],
  { kept, keepLook, ready }: { kept: KeptLook; keepLook: (patch: KeptLook) => void; ready: boolean },
): Totals {
  const chosen = columns.flatMap(({ key, fn }): { key: string; fn: Total['fn'] }[] => (fn ? [{ key, fn: kept.totals?.[key] ?? fn }] : []));
  const measures = chosen.flatMap(({ key, fn }, i): Measure[] => (fn === 'none' ? [] : [{ key: `m${i}`, fn, field: key }]));
  const questions = figureQuestions({ entity: ask.entity, filter: ask.filter, measures });
  const answers = useQueries({
    queries: questions.map((question) => ({ ...figuresQuery(ask.app, question, ask.search), enabled: ready && !ask.deleted })),
  });
  const values = new Map(
    answers.flatMap(({ data }, i) =>
      (questions[i]?.measures ?? []).map(({ key }, j) => [key, data && (data.rows[0]?.[j] ?? null)] as const),
    ),
  );
  const count = values.get('records');
  return {
    count: typeof count === 'number' ? count : undefined,
    of: new Map(chosen.map(({ key, fn }, i) => [key, { fn, value: values.get(`m${i}`) as Total['value'] }])),
    onChoose: (field, fn) => keepLook({ totals: { ...kept.totals, [field]: fn } }),
  };
}
