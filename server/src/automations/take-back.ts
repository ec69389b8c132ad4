import { bandOf, takenBackAt } from '@pipewright/process';
import { compileSql, instantText } from '@pipewright/sql';
import { sql } from 'kysely';
import { rows } from '../db/pool.ts';
import { calendarName } from './clocks.ts';
import type { Ground, Task } from './ground.ts';

/** When the records of runs that warn of it will be taken back if nothing happens, in ISO 8601 by run; of a run behind which nothing is taken there is none. */
export async function takeBacks(
  { db, app }: Ground,
  tasks: readonly Pick<Task, 'run' | 'ready' | 'record'>[],
): Promise<ReadonlyMap<string, string>> {
  const { published } = app;
  const warned = tasks.flatMap(({ run, ready, record }) => {
    const { on } = ready.automation;
    const band = on.kind === 'since' ? bandOf(ready, on, record.facts) : undefined;
    return on.kind === 'since' && band && run.level !== null && run.counted_from !== null
      ? [{ run, ready, band, level: run.level, counted: run.counted_from, clock: on.clock, unit: on.unit }]
      : [];
  });
  if (warned.length === 0) return new Map();
  const asked = warned.map(({ run, ready, counted, clock, unit }) => ({
    ...{ run: run.id, record: run.record, counted, clock, unit, calendar: calendarName(published, ready.automation.calendar) },
  }));
  // A record that stood still is counted from a later instant than its clock tells.
  const moved = await rows<{ run: string; start: string }>(
    db,
    compileSql(sql`select w.run, ${instantText(sql`c.start`)} as start
      from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as w(run text, record uuid, counted timestamptz, clock text, unit text, calendar text)
      join ${sql.id(published.schema, '_clock')} c on c.record = w.record and c.clock = w.clock and c.unit = w.unit and c.calendar = w.calendar and c.counted_from = w.counted`),
  );
  const starts = new Map(moved.map(({ run, start }) => [run, start]));
  return new Map(
    warned.flatMap(({ run, ready, band, level, counted }): [string, string][] => {
      const at = { level, start: starts.get(run.id) ?? counted, at: run.begun_at };
      const due = takenBackAt(published.app, ready.automation, band, at);
      return due === undefined ? [] : [[run.id, due]];
    }),
  );
}
