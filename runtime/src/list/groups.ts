import { type App, behind, type Field, type Figures, type Question, type ReportResult } from '@pipewright/definition';
import { startOfDay } from '@pipewright/process';
import type { ShownGroup, Total } from '@pipewright/ui';
import type { Folded, KeptLook } from '../data/kept-look.ts';
import { bothRules, type ListAsk } from '../data/list-ask.ts';

/** A group as a list draws it, and what its records are asked with. */
export interface ListGroup extends ShownGroup {
  readonly ask: ListAsk;
}

/** The groups of a list from the answer to its first question, whose rows `figures` are. */
export function groupsOf(
  app: App,
  ask: ListAsk,
  question: Question,
  answer: Pick<ReportResult, 'columns'>,
  figures: readonly Figures[],
  { totals, isOpen }: { totals: ReadonlyMap<string, Total>; isOpen: (key: string) => boolean },
): ListGroup[] {
  const { filter: _, ...unfiltered } = question;
  const ground = { departments: [], startOf: (day: string) => startOfDay(app.timeZone, day) };
  const id = answer.columns.findIndex(({ kind }) => kind === 'id');
  return figures.map(({ key, row, of }) => {
    // What no rule can say holds for no record.
    const rules = behind(app, unfiltered, answer, row, 0, ground) ?? [false];
    return {
      key,
      value: (id < 0 ? row[0] : row[id]) ?? null,
      name: id < 0 || typeof row[0] !== 'string' ? undefined : row[0],
      count: Number(of.get('records') ?? 0),
      figures: new Map([...totals].map(([field, { fn }], i) => [field, { fn, value: of.get(measureKey(i)) as Total['value'] }])),
      open: isOpen(key),
      ask: { ...ask, filter: bothRules(ask.filter, { and: rules }) },
    };
  });
}

/** Under which key the figure of a column stands in a question, by its place among the figures. */
export const measureKey = (place: number) => `m${place}`;

/** True where the last group comes first: the list is sorted downwards by what makes the groups. */
export function groupsDescending(sort: string | undefined, { key }: Pick<Field, 'key'>): boolean {
  return sort?.split(',')[0] === `-${key}`;
}

/** Which groups by a field are folded, as it is kept; none where those of another field were. */
export function foldedBy({ folded }: KeptLook, by: string): Folded {
  return folded?.by === by ? folded : { by, all: false, but: [] };
}

/** So many are remembered one by one. */
const MOST_KEPT = 400;

/** The same with one group folded that was not, or the other way round. */
export function toggled(folded: Folded, key: string): Folded {
  const rest = folded.but.filter((each) => each !== key);
  return { ...folded, but: (rest.length < folded.but.length ? rest : [...rest, key]).slice(-MOST_KEPT) };
}

/** True for a group that is not folded. */
export function isUnfolded({ all, but }: Folded, key: string): boolean {
  return all === but.includes(key);
}
