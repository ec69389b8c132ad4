import { DEFAULT_MAIL_WISH, type MailWish } from '@pipewright/definition';
import { wallClock } from '@pipewright/process';
import { announced, type NoticeWish, notify, openServer, type RunningServer } from '@pipewright/server';
import { clientFor } from './client.ts';
import { freshDatabase, root, SECRET } from './database.ts';
import { type MailServer, openMail } from './mail-server.ts';

/** The address that links in letters lead to. */
export const ORIGIN = 'https://work.example';
/** The app, and the zone of its sales person. */
export const APP = 'opportunity';
/** Where the sales person is. */
export const ZONE = 'Asia/Shanghai';

/** What a test tells: as `notify`, so many minutes ago. */
export type Telling = Partial<NoticeWish> & { readonly minutes?: number };

/** Two servers of one database with a mail server, and a sales person who reads Chinese. */
export interface NoticeHouse {
  readonly mail: MailServer;
  readonly servers: readonly [RunningServer, RunningServer];
  readonly sales: string;
  readonly customers: readonly { readonly id: string; readonly name: string }[];
  // biome-ignore lint/suspicious/noExplicitAny: rows are whatever the test looks at
  readonly sql: (text: string, values?: unknown[]) => Promise<any[]>;
  readonly tell: (wish?: Telling) => Promise<void>;
  /** Lets both servers send what is due. */
  readonly go: () => Promise<unknown>;
  readonly letters: () => Promise<readonly { outcome: string | null; failure: string | null; tries: number; day: string | null }[]>;
  readonly wish: (more: Partial<MailWish>) => Promise<void>;
  readonly clear: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The clock on the wall of the sales person so many minutes from now. */
export const clock = (minutes: number) => wallClock(ZONE, new Date(Date.now() + minutes * 60_000).toISOString()).slice(11, 16);

/** Opens the house. */
export async function openNoticeHouse(): Promise<NoticeHouse> {
  const mail = await openMail();
  const { url, drop } = await freshDatabase('demo');
  const settings = { url: mail.url, from: 'Pipewright <no-reply@work.example>' };
  const open = () => openServer({ databaseUrl: url, secret: SECRET, root, demo: true, publicUrl: `${ORIGIN}/`, mail: settings });
  const servers = [await open(), await open()] as const;
  const sql: NoticeHouse['sql'] = async (text, values = []) => (await servers[0].pool.query(text, values)).rows;
  const client = await clientFor(servers[0], 'sales@demo.local');
  const sales: string = (await client.get('/me')).body.user;
  const { records: customers } = (await client.get(`/apps/${APP}/records/customer`, { limit: 3 })).body;
  await sql(`update pipewright.person set language = 'zh-CN', time_zone = '${ZONE}', name = '王磊' where user_id = $1`, [sales]);
  return {
    ...{ mail, servers, sales, customers, sql },
    tell: async ({ minutes = 3, ...wish } = {}) => {
      const usual = { app: APP, kind: 'reminder', people: [sales], entity: 'customer', record: customers[0].id, by: null } as const;
      const before = (await sql('select id from pipewright.notice')).map(({ id }) => id);
      await announced(servers[0], (db, announce) => notify(db, { ...usual, ...wish }, announce));
      const earlier = 'update pipewright.notice set created_at = now() - make_interval(mins => $2) where id <> all($1::uuid[])';
      await sql(earlier, [before, minutes]);
    },
    go: () => Promise.all(servers.map(({ noticeMail }) => noticeMail.go())),
    letters: () => sql('select outcome, failure, tries, digest_day::text as day from pipewright.notice_letter order by made_at'),
    wish: async (more) => {
      await sql('delete from pipewright.mail_wish where person = $1', [sales]);
      const chosen = JSON.stringify({ ...DEFAULT_MAIL_WISH, ...more });
      await sql('insert into pipewright.mail_wish (person, wish) values ($1, $2)', [sales, chosen]);
    },
    clear: async () => {
      mail.taken.splice(0);
      mail.refuses.clear();
      for (const table of ['notice', 'notice_letter', 'mail_wish']) await sql(`delete from pipewright.${table}`);
    },
    close: async () => {
      for (const each of servers) await each.close();
      await mail.close();
      await drop();
    },
  };
}
