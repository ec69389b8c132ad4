import { approvalsDdl, RUNS_CHANNEL, runStarter } from '@pipewright/sql';
import { addToApps, changeInApps } from './app-tables.ts';
import type { Queryable } from './pool.ts';

/**
 * Who works here no more, or is something else in an app by now, may decide no more: the approvals that wait for them are looked at again at once, whichever way that was changed. A run that
 * is carried on at this moment is left alone, so that nobody waits for anybody.
 */
const WAKE = `create function pipewright.wake_approvals() returns trigger language plpgsql as $$
declare
  place text;
begin
  for place in select 'app_' || a.key from pipewright.app a where to_regclass('app_' || a.key || '._approval') is not null loop
    execute format('update %1$I._run set wake_at = now() where id in (select r.id from %1$I._run r join %1$I._approval a on a.run = r.id
      where a.phase = ''open'' and a.asked && array[$1] and r.state = ''waiting'' for update of r skip locked)', place) using old.user_id;
    if found then
      perform pg_notify('${RUNS_CHANNEL}', place);
    end if;
  end loop;
  return null;
end $$;
create trigger wakes after update of active, department on pipewright.person for each row
  when (old.active is distinct from new.active or old.department is distinct from new.department) execute function pipewright.wake_approvals();
create trigger wakes_changed after update of role on pipewright.member for each row when (old.role is distinct from new.role) execute function pipewright.wake_approvals();
create trigger wakes_gone after delete on pipewright.member for each row execute function pipewright.wake_approvals();`;

/** Who is away, from which day to which, and who decides in that person's place meanwhile. */
const AWAY = `create table pipewright.away (
  app text not null references pipewright.app on delete cascade, person text not null references pipewright.person, stand_in text not null references pipewright.person,
  from_day date not null, until_day date not null, primary key (app, person));
create index away_stand_in on pipewright.away (app, stand_in);`;

/** Gives apps that exist the tables of approvals, runs the person who caused them, and people the days on which they are away. */
export async function addApprovals(db: Queryable): Promise<void> {
  await addToApps(db, '_approval', approvalsDdl);
  await changeInApps(db, '_run', (schema) => [runStarter(schema)]);
  await db.query(AWAY);
  await db.query(WAKE);
}
