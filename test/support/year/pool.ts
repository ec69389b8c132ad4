import { dayIn } from '@pipewright/process';
import { callerOf, claimRecord, enterApp, Refusal, type RunningServer } from '@pipewright/server';
import { SIMULATED } from '../simulated.ts';
import { COOL_DOWN, DAY } from './ladders.ts';

const SCHEMA = `app_${SIMULATED}`;
const OPEN = `status = 'open' and deleted_at is null`;

/** Whose the deals are. */
export async function ownersOf({ pool }: RunningServer): Promise<Map<string, string | null>> {
  const { rows } = await pool.query<{ id: string; owner: string | null }>(
    `select id::text, owner from ${SCHEMA}.deal where deleted_at is null`,
  );
  return new Map(rows.map(({ id, owner }) => [id, owner]));
}

/** The deals whose owners were warned of them since an instant. */
export async function warnedSince({ pool }: RunningServer, at: number): Promise<string[]> {
  const { rows } = await pool.query<{ record: string }>(
    `select distinct record::text from ${SCHEMA}._run where automation = 'pool' and level = 'warned' and begun_at >= $1::timestamptz order by 1`,
    [new Date(at).toISOString()],
  );
  return rows.map(({ record }) => record);
}

/** What must become of it that a person takes a deal of the pool at an instant, by what stands in the tables. */
export async function claimVerdict({ pool }: RunningServer, person: string, deal: string, at: number, mostOpen: number): Promise<string> {
  const { rows } = await pool.query<{ cooling: string | null; open: number }>(
    `select (select c.word from (
         select at, 'pool.cool_down' as word from ${SCHEMA}._reclaim where record = $1 and person = $2
         union all select l.valid_at, case when l.actor = $2 then 'pool.gave_up' else 'pool.cool_down' end from ${SCHEMA}._passage p
           join ${SCHEMA}._ledger l on l.record = p.record and l.valid_at = p.entered_at and l.before->>'owner' = $2 and l.after->>'owner' is null
         where p.record = $1 and p.person = $2) c where c.at > $3::timestamptz order by c.at desc limit 1) as cooling,
       (select count(*)::int from ${SCHEMA}.deal where owner = $2 and ${OPEN}) as open`,
    [deal, person, new Date(at - COOL_DOWN * DAY).toISOString()],
  );
  const { cooling, open } = rows[0] as { cooling: string | null; open: number };
  return cooling ?? (open >= mostOpen ? 'pool.limit' : 'taken');
}

/** A person takes a deal at an instant. Answers `taken`, or the code of what spoke against it. */
export async function claimAt(server: RunningServer, person: string, deal: string, at: number): Promise<string> {
  const caller = await callerOf(server.pool, person, SIMULATED);
  const found = caller && (await enterApp(server, caller, SIMULATED));
  if (!found) throw new Error('Nobody takes anything');
  const now = new Date(at).toISOString();
  const principal = { ...found.view.principal, now, today: dayIn(found.published.app.timeZone, now) };
  try {
    await claimRecord(server, { ...found, view: { ...found.view, principal } }, { entity: 'deal', id: deal }, undefined);
    return 'taken';
  } catch (error) {
    if (error instanceof Refusal) return error.issues[0]?.code ?? '';
    throw error;
  }
}

/** A deal that was taken back, and when its owner was warned of it: before, and while it stood where it was taken from. */
export interface Reclaimed {
  readonly record: string;
  readonly at: number;
  /** The latest warning to that person since the deal came to where it stood; null where there was none. */
  readonly warned: number | null;
}

/** Everything that was taken back. */
export async function reclaimsOf({ pool }: RunningServer): Promise<Reclaimed[]> {
  const { rows } = await pool.query<{ record: string; at: number; warned: number | null }>(
    `select c.record::text, (extract(epoch from c.at) * 1000)::float8 as at, (select (extract(epoch from max(s.at)) * 1000)::float8 from ${SCHEMA}._run w
         join ${SCHEMA}._run_step s on s.run = w.id join ${SCHEMA}._run t on t.id = c.run
       where w.record = c.record and w.automation = 'pool' and w.level = 'warned' and w.counted_from = t.counted_from and s.outcome = 'done' and c.person = any(s.people)) as warned
     from ${SCHEMA}._reclaim c order by c.at, c.record`,
  );
  return rows;
}
