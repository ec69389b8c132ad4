import type { App } from '@pipewright/definition';
import { dealOf, type RoleKey } from './app.ts';
import type { Known } from './rule.ts';

/** A row of a table, by column. */
export type Row = Readonly<Record<string, unknown>>;

/** One attempt to write a deal. */
export interface Attempt {
  readonly kind: 'create' | 'update' | 'delete' | 'restore';
  readonly version?: number | undefined;
  readonly values: Readonly<Record<string, unknown>>;
  readonly stage?: string | undefined;
  readonly status?: string | undefined;
  readonly pipeline?: string | undefined;
  readonly reason?: string | undefined;
  readonly until?: string | undefined;
  /** A baseline import. */
  readonly past?: boolean | undefined;
}

/** The world an attempt is made in. */
export interface World {
  readonly app: App;
  readonly role: RoleKey;
  readonly user: string;
  readonly today: string;
  readonly firms: ReadonlyMap<string, Row>;
  readonly tasks: ReadonlyMap<string, Row>;
  readonly papers: ReadonlyMap<string, Row>;
  /** Codes in use by other deals that are not deleted. */
  readonly codes: ReadonlySet<string>;
  /** All deals, by id. */
  readonly deals?: ReadonlyMap<string, Row>;
  /** The needs that deals were let past, by deal. */
  readonly excepted?: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Why an attempt must be refused; `token` is the key of a label that the answer must name, unless it is hidden. */
export interface Reason {
  readonly what: string;
  readonly token?: string | undefined;
  readonly hidden?: boolean;
}

/** What must become of an attempt: refused for reasons, or this row. */
export interface Guess {
  readonly reasons: readonly Reason[];
  readonly row: Row;
}

/** True for what is not there. */
export const isEmpty = (value: unknown) => value === null || value === undefined;

/** Everything known of a deal: its own values and those of its firm, what of its work is done, who asks and which day it is. */
export function knownOf(world: Pick<World, 'app' | 'firms' | 'user' | 'today' | 'tasks' | 'papers'>, row: Row): Known {
  const firm = world.firms.get(String(row.firm ?? '')) ?? {};
  const far = Object.fromEntries(Object.entries(firm).map(([key, value]) => [`firm.${key}`, value]));
  return { ...row, ...far, ...workDone(world, row), 'user.id': world.user, today: world.today };
}

/** The name under which it is known whether work of a stage is done. */
export const workName = (pipeline: string, stage: string, work: string) => `work ${pipeline}.${stage}.${work}`;

function workDone({ app, tasks, papers }: Pick<World, 'app' | 'tasks' | 'papers'>, { id }: Row): Known {
  if (isEmpty(id)) return {};
  const own = (rows: ReadonlyMap<string, Row>) => [...rows.values()].filter((each) => each.deal === id && isEmpty(each.deleted_at));
  const done = new Set(own(tasks).flatMap((each) => (isEmpty(each.done_at) ? [] : [String(each.stage_task)])));
  const shown = own(papers).some((each) => each.in_use === true);
  return Object.fromEntries(
    dealOf(app).process.pipelines.flatMap(({ key, stages }) =>
      stages.flatMap((stage) => [
        ...(stage.tasks ?? []).map((task) => [workName(key, stage.key, task.key), done.has(`${stage.key}/${task.key}`)] as const),
        ...(stage.deliverables ?? []).map((each) => [workName(key, stage.key, each.key), shown] as const),
      ]),
    ),
  );
}
