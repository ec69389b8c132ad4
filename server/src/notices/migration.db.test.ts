import { openServer } from '@pipewright/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientFor } from '../../../test/support/client.ts';
import { freshDatabase, root, SECRET } from '../../../test/support/database.ts';
import { newId } from '../ground/id.ts';
import { gatherMail } from './gather-mail.ts';
import { notify } from './notify.ts';

let url: string;
let drop: () => Promise<void>;
beforeAll(async () => {
  ({ url, drop } = await freshDatabase('demo'));
});
afterAll(() => drop());

const open = () => openServer({ databaseUrl: url, secret: SECRET, root, demo: true });

/** Takes away what the version before did not have. */
const BEFORE = `
drop table pipewright.notice_key, pipewright.notice_letter, pipewright.mail_wish, pipewright.hook_arrival, pipewright.hook, pipewright.chance, pipewright.relabel,
  pipewright.calendar_feed, pipewright.away, pipewright.secret;
drop function pipewright.wake_approvals cascade;
alter table pipewright.app drop column tasks_version, drop column call_hosts;
alter table pipewright.notice drop column shown_at, drop column mails, drop column letter, drop column mailed_at;
create index notice_person on pipewright.notice (app, person, id);
delete from pipewright.migration where number >= 24;`;

it('keeps what people were told before in its order, read or not, and sends none of it by mail; what comes then is', async () => {
  const before = await open();
  const { user } = (await (await clientFor(before, 'sales@demo.local')).get('/me')).body;
  const ids = Array.from({ length: 50 }, () => newId());
  await before.pool.query(BEFORE);
  await before.pool.query(
    `insert into pipewright.notice (id, app, person, kind, entity, words, created_at, read_at)
     select id, 'opportunity', $2, case when n % 2 = 0 then 'mention' else 'reminder' end, 'customer', '{"count": 2}',
       now() - make_interval(mins => 100 - n::integer), case when n % 5 = 0 then now() end
     from unnest($1::uuid[]) with ordinality as e (id, n)`,
    [ids, user],
  );
  await before.close();
  const after = await open();
  const client = await clientFor(after, 'sales@demo.local');
  const { notices, unread, returns } = (await client.get('/apps/opportunity/notices', { limit: 100 })).body;
  expect(notices.map(({ id }: { id: string }) => id)).toEqual(ids.toReversed());
  expect([unread, returns, notices.every(({ at, shown }: { at: string; shown: string }) => at === shown)]).toEqual([40, null, true]);
  expect(await gatherMail(after.pool)).toBe(0);
  await notify(
    after.pool,
    { app: 'opportunity', kind: 'reminder', people: [user], entity: 'customer', record: null, by: null, words: { count: 1 } },
    () => undefined,
  );
  await after.pool.query(`update pipewright.notice set created_at = now() - interval '3 minutes' where mails`);
  expect(await gatherMail(after.pool)).toBe(1);
  await after.close();
});
