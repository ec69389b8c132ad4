import { type Entity, fieldTypes, readableFields, readsName, TODAY_FIGURES, TODAY_LISTS, type Whose } from '@pipewright/definition';
import { todayQuestions } from '@pipewright/process';
import { compileOnce, type ListedRow, listedSql, type Sight, type Statement } from '@pipewright/sql';
import { entityFor, orRefuse } from '../door/entity.ts';
import { refuse } from '../ground/refusal.ts';

/** How many records of each list come with the answer; the rest are a list of their own. */
const FIRST = 10;
const SHOWN = ['owner', 'pipeline', 'stage', 'stage_since', 'status', 'updated_at'];

/** The question behind the page of today: its statement, and what its parts are called in their order. */
export interface TodayAsked {
  readonly statement: Statement;
  readonly parts: readonly (typeof PARTS)[number][];
}

const PARTS = [...TODAY_LISTS, ...TODAY_FIGURES] as const;

/** What this person's day begins with among the records of an entity. Refused where there are no stages, or this person may not know of them. */
export function todayAsked(view: Sight, entityKey: string, whose: Whose): TodayAsked {
  const entity = entityFor(view, entityKey);
  const { app, principal } = view;
  const { role, today } = principal;
  const questions = todayQuestions(entity, {
    ...{ timeZone: app.timeZone, today, whose },
    reads: (name) => readsName(app, entity, role, name),
  });
  const parts = PARTS.filter((name) => questions[name]);
  if (parts.length === 0) refuse('no.process', { entity: entity.name }, 'entity');
  const compiled = compileOnce(view, `today ${entityKey} ${whose} ${today}`, { limit: FIRST }, (each) =>
    listedSql(
      each,
      entity,
      parts.flatMap((name) => questions[name] ?? []),
      shownOf(view, entity),
    ),
  );
  return { statement: orRefuse(compiled), parts };
}

/** What a line of the page shows of a record: what it is called, whose and where it is, what it is worth and its days. */
function shownOf({ app, principal }: Sight, entity: Entity) {
  const { title, subtitle, process } = entity;
  const wanted = new Set([title, subtitle, process?.amount, process?.closeDate, process?.nextStep, process?.nextStepDate, ...SHOWN]);
  const fields = readableFields(app, entity, principal.role).filter(({ key }) => wanted.has(key));
  const named = fields.filter(({ type }) => fieldTypes[type].names !== null);
  return { fields: fields.map(({ key }) => key), expand: named.map(({ key }) => key) };
}

/** The answer as JSON text: the records are made into JSON by Postgres and pass through untouched. */
export function todayJson(parts: TodayAsked['parts'], rows: readonly ListedRow[]): string {
  const one = (name: (typeof PARTS)[number]) => {
    const found = rows.filter(({ part }) => part === parts.indexOf(name));
    const [first] = found;
    const records = found.flatMap(({ j }) => (j === null ? [] : [j]));
    const rest = isFigure(name) ? `"sum":${JSON.stringify(first?.sum ?? null)}` : `"records":[${records.join()}]`;
    return `${JSON.stringify(name)}:{"count":${first?.n ?? records.length},${rest}}`;
  };
  const of = (figures: boolean) => parts.filter((name) => isFigure(name) === figures).map(one);
  return `{"lists":{${of(false).join()}},"figures":{${of(true).join()}}}`;
}

const isFigure = (name: string) => TODAY_FIGURES.some((each) => each === name);
