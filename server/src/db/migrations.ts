import { callsDdl, exceptionsDdl, poolDdl, runEndedIndex, runParents, runStepExit, runWaits } from '@pipewright/sql';
import { addToApps, changeInApps } from './app-tables.ts';
import { addApprovals } from './approvals-migration.ts';
import { addPassages } from './passage-migration.ts';
import type { Queryable } from './pool.ts';
import { indexRequests } from './request-migration.ts';
import { addRuns } from './runs-migration.ts';
import { addSearch } from './search-migration.ts';
import { migrateStories } from './story-migration.ts';

/** A step of the platform's own schema: SQL, or work that needs to look first. Numbered, only ever added to. */
export interface Migration {
  readonly number: number;
  readonly sql?: string;
  readonly run?: (db: Queryable) => Promise<void>;
}

/** The platform's schema, step by step. */
export const migrations: readonly Migration[] = [
  {
    number: 1,
    sql: `
create table pipewright.workspace (id uuid primary key, name text not null, created_at timestamptz not null default now());
create table pipewright.department (
  id uuid primary key, workspace uuid not null references pipewright.workspace, name text not null,
  parent uuid references pipewright.department, manager text, path uuid[] not null);
create index department_path on pipewright.department using gin (path);
create table pipewright.person (
  user_id text primary key references auth."user" (id), workspace uuid not null references pipewright.workspace, name text not null,
  department uuid references pipewright.department, installation_admin boolean not null default false, active boolean not null default true);
create index person_department on pipewright.person (department);
alter table pipewright.department add foreign key (manager) references pipewright.person (user_id);
create table pipewright.app (
  key text primary key, workspace uuid not null references pipewright.workspace, version integer not null default 0,
  draft text not null, draft_revision integer not null default 1, template text, created_at timestamptz not null default now());
create table pipewright.version (
  app text not null references pipewright.app, version integer not null, definition text not null, tables jsonb not null, former_stages jsonb not null,
  changes jsonb not null, note text, published_by text, published_at timestamptz(3) not null default now(), primary key (app, version));
create table pipewright.member (
  app text not null references pipewright.app, user_id text not null references pipewright.person, role text not null, primary key (app, user_id));
create table pipewright.saved_view (
  id uuid primary key, app text not null references pipewright.app, entity text not null, owner text not null references pipewright.person, definition jsonb not null);
create index saved_view_owner on pipewright.saved_view (app, owner);
create table pipewright.import (
  id uuid primary key, app text not null references pipewright.app, entity text not null, actor text not null, state text not null, columns jsonb not null,
  mapping jsonb, total integer not null, failure text, created_at timestamptz not null default now());
create table pipewright.import_row (
  import uuid not null references pipewright.import on delete cascade, number integer not null, cells jsonb not null, state text not null default 'staged',
  issues jsonb, record uuid, primary key (import, number));
create index import_row_state on pipewright.import_row (import, state, number);
create table pipewright.setup_token (hash text primary key, used_at timestamptz);
create function pipewright.numbered(sequence text, prefix text, width integer, suffix text) returns text language plpgsql volatile as $$
declare n text := nextval(sequence::regclass)::text;
begin
  return prefix || case when length(n) < width then lpad(n, width, '0') else n end || suffix;
end $$;
`,
  },
  { number: 2, run: migrateStories },
  {
    number: 3,
    sql: `
alter table pipewright.version add column name jsonb, add column admin_roles text[];
update pipewright.version set name = definition::jsonb -> 'name',
  admin_roles = array(select r ->> 'key' from jsonb_array_elements(definition::jsonb -> 'roles') r where (r ->> 'admin')::boolean);
alter table pipewright.version alter column name set not null, alter column admin_roles set not null;
alter table pipewright.saved_view add column format integer not null default 1;
alter table pipewright.saved_view alter column format drop default;
`,
  },
  {
    number: 4,
    // Null where a version is older than this column: then the keys are gathered from the definitions.
    sql: 'alter table pipewright.version add column keys jsonb;',
  },
  {
    number: 5,
    // Whatever a caller is made of tells all servers when it changes, at the commit of that change and through whichever door it came.
    sql: `
create function pipewright.tell_rights() returns trigger language plpgsql as $$
begin
  perform pg_notify('pipewright_rights', '');
  return null;
end $$;
create trigger rights after insert or update or delete or truncate on pipewright.member for each statement execute function pipewright.tell_rights();
create trigger rights after update or delete or truncate on pipewright.person for each statement execute function pipewright.tell_rights();
create trigger rights after insert or update or delete or truncate on pipewright.department for each statement execute function pipewright.tell_rights();
create trigger rights after update of version or delete or truncate on pipewright.app for each statement execute function pipewright.tell_rights();
create trigger rights after update of token, "userId", "expiresAt" or delete or truncate on auth.session for each statement execute function pipewright.tell_rights();
`,
  },
  { number: 6, run: indexRequests },
  {
    number: 7,
    // The cells of a row by place instead of by name: the names stand once, with the import. How long a row is says how many are dealt with at once.
    sql: `
alter table pipewright.import_row add column size integer not null default 0;
update pipewright.import_row r set cells = (select coalesce(jsonb_agg(coalesce(r.cells -> c.name, '""') order by c.place), '[]')
  from pipewright.import i, jsonb_array_elements_text(i.columns) with ordinality c (name, place) where i.id = r.import);
update pipewright.import_row set size = length(cells::text);
`,
  },
  {
    number: 8,
    sql: `
create table pipewright.attempt (key text primary key, failures integer not null, until timestamptz not null, known boolean not null);
`,
  },
  {
    number: 9,
    // An app that a stop left half made once: without a version it goes, without members it gets whoever published it.
    sql: `
delete from pipewright.app a where version = 0 and not exists (select from pipewright.version v where v.app = a.key);
insert into pipewright.member (app, user_id, role) select v.app, v.published_by, v.admin_roles[1] from pipewright.version v
  where v.version = 1 and v.admin_roles[1] is not null and exists (select from pipewright.person p where p.user_id = v.published_by)
    and not exists (select from pipewright.member m where m.app = v.app);
`,
  },
  {
    number: 10,
    // What a publish made before its version went live; null where none is under way.
    sql: 'alter table pipewright.app add column ahead jsonb;',
  },
  {
    number: 11,
    // What a token opens is known here by its hash alone.
    sql: `
create table pipewright.token (
  id uuid primary key, user_id text not null references pipewright.person, app text not null references pipewright.app on delete cascade, name text not null,
  writes boolean not null, hash text not null unique, created_at timestamptz not null default now(), expires_at timestamptz not null, used_at timestamptz);
create index token_person on pipewright.token (user_id);
create index token_app on pipewright.token (app);
create trigger rights after update of hash, writes, user_id, app, expires_at or delete or truncate on pipewright.token
  for each statement execute function pipewright.tell_rights();
`,
  },
  {
    number: 12,
    // The one link of a person, known by the hash of its token; and where what a person leaves behind goes, until all of it has gone there.
    sql: `
create table pipewright.invitation (
  user_id text primary key references pipewright.person, hash text not null unique, made_by text references pipewright.person,
  created_at timestamptz not null default now(), expires_at timestamptz not null, used_at timestamptz);
alter table pipewright.person add column leaving jsonb;
`,
  },
  { number: 13, run: addSearch },
  {
    number: 14,
    // A file belongs to the field of a record that names it; until then to whoever sent it. The content lies elsewhere under its hash while it is stored.
    sql: `
create table pipewright.file (
  id uuid primary key, app text not null references pipewright.app on delete cascade, hash text not null, name text not null, media text not null,
  size bigint not null, created_by text not null references pipewright.person, created_at timestamptz not null default now(),
  stored boolean not null default false, entity text, record uuid, field text, removed_at timestamptz);
create index file_hash on pipewright.file (hash);
create index file_waiting on pipewright.file (created_by) where record is null;
create index file_removed on pipewright.file (removed_at) where stored and removed_at is not null;
`,
  },
  {
    number: 15,
    // What a person is told: newest first by id, and how much of it is unread.
    sql: `
create table pipewright.notice (
  id uuid primary key, app text not null references pipewright.app on delete cascade, person text not null references pipewright.person,
  kind text not null, entity text not null, record uuid, caused_by text references pipewright.person, words jsonb not null,
  created_at timestamptz not null default now(), read_at timestamptz);
create index notice_person on pipewright.notice (app, person, id);
create index notice_unread on pipewright.notice (app, person) where read_at is null;
`,
  },
  {
    number: 16,
    // A comment that is edited keeps what it said before; one that is deleted leaves its place.
    sql: `
create table pipewright.comment (
  id uuid primary key, app text not null references pipewright.app on delete cascade, entity text not null, record uuid not null,
  author text not null references pipewright.person, body jsonb not null, former jsonb not null default '[]',
  created_at timestamptz not null default now(), edited_at timestamptz, deleted_at timestamptz);
create index comment_record on pipewright.comment (app, record, created_at);
`,
  },
  {
    number: 17,
    // Who may see or change one record beside those whom roles let. In which entities somebody has shares is a part of who is calling.
    sql: `
create table pipewright.share (
  app text not null references pipewright.app on delete cascade, entity text not null, record uuid not null, person text not null references pipewright.person,
  level text not null, by text references pipewright.person, at timestamptz(3) not null default now(), primary key (person, app, entity, record));
create index share_record on pipewright.share (app, entity, record);
create trigger rights after insert or delete or truncate on pipewright.share for each statement execute function pipewright.tell_rights();
`,
  },
  {
    number: 18,
    // Who sees a kept view besides whoever made it: nobody, the people of the role of this key, or everybody (`*`); and where it stands among the others.
    sql: `
alter table pipewright.saved_view add column audience text;
alter table pipewright.saved_view add column place integer;
create index saved_view_audience on pipewright.saved_view (app, audience) where audience is not null;
`,
  },
  {
    number: 19,
    // What a person who left handed over: how many records of an entity went to whom, by whose decision. It is counted in the transactions that do it.
    sql: `
create table pipewright.hand_over (
  person text not null references pipewright.person, began_at timestamptz(3) not null, app text not null references pipewright.app on delete cascade,
  entity text not null, heir text not null references pipewright.person, by text not null references pipewright.person,
  count integer not null, last_at timestamptz(3) not null, primary key (person, began_at, app, entity, heir));
`,
  },
  {
    number: 20,
    // What became of the mail with a link: null where none was sent, sending, sent, refused. And in which language and by which clock a person reads.
    sql: `
alter table pipewright.invitation add column mail text;
alter table pipewright.person add column language text;
alter table pipewright.person add column time_zone text;
`,
  },
  {
    number: 21,
    // A comment that is sent twice under one key stands once. What is old goes by when it was read.
    sql: `
alter table pipewright.comment add column request jsonb;
create unique index comment_request on pipewright.comment (author, (request->>'key')) where request is not null;
create index notice_read on pipewright.notice (read_at) where read_at is not null;
`,
  },
  {
    number: 22,
    // What somebody asked for under a key, and what was answered: sent again, it is answered and not done a second time.
    sql: `
create table pipewright.request (
  person text not null references pipewright.person, key text not null, hash text not null, answer json, at timestamptz not null default now(),
  primary key (person, key));
create index request_old on pipewright.request (person, at);
`,
  },
  {
    number: 23,
    // Ways out of the house, and what goes through them. A delivery that is under way is one whose next turn lies ahead: who has it writes what became of it
    // before, or the next one takes it up then. A channel is named by its key, so that what is addressed to one that is gone can say so.
    sql: `
create table pipewright.channel (
  id uuid primary key, app text not null references pipewright.app on delete cascade, key text not null, name jsonb not null, kind text not null,
  address text not null, secret text, off boolean not null default false, free_at timestamptz not null default now(),
  made_by text references pipewright.person, at timestamptz(3) not null default now(), unique (app, key));
create table pipewright.delivery (
  id uuid primary key, app text not null references pipewright.app on delete cascade, key text not null, kind text not null check (kind in ('channel', 'mail')),
  target text not null, payload jsonb not null, state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'dead')),
  attempts integer not null default 0, next_at timestamptz not null default now(), fault text, status integer, said text check (length(said) <= 500),
  created_at timestamptz(3) not null default now(), sent_at timestamptz(3), unique (app, key));
create index delivery_due on pipewright.delivery (next_at) where state in ('waiting', 'failed');
create index delivery_target on pipewright.delivery (app, kind, target, state) where state <> 'sent';
create index delivery_newest on pipewright.delivery (app, id);
create index delivery_old on pipewright.delivery (created_at) where state in ('sent', 'dead');
`,
  },
  {
    number: 24,
    // When a notice is (again) to be seen; what of it leaves by mail, in which letter; what was told once; and how a person wants it.
    sql: `
alter table pipewright.notice add column shown_at timestamptz not null default now(), add column mails boolean not null default true,
  add column letter uuid, add column mailed_at timestamptz;
update pipewright.notice set shown_at = created_at, mails = false;
drop index pipewright.notice_person;
create index notice_person on pipewright.notice (app, person, shown_at, id);
create index notice_to_mail on pipewright.notice (created_at) where mails and letter is null and read_at is null;
create index notice_in_letter on pipewright.notice (letter) where letter is not null;
create table pipewright.notice_key (
  app text not null references pipewright.app on delete cascade, person text not null references pipewright.person, key text not null,
  primary key (app, person, key));
create table pipewright.notice_letter (
  id uuid primary key, app text not null references pipewright.app on delete cascade, person text not null references pipewright.person,
  digest_day date, made_at timestamptz not null default now(), try_at timestamptz not null default now(), tries integer not null default 0,
  ended_at timestamptz, outcome text, failure text);
create unique index notice_letter_digest on pipewright.notice_letter (app, person, digest_day) where digest_day is not null;
create index notice_letter_open on pipewright.notice_letter (try_at) where ended_at is null;
create index notice_letter_old on pipewright.notice_letter (ended_at) where ended_at is not null;
create table pipewright.mail_wish (person text primary key references pipewright.person, wish jsonb not null);
`,
  },
  { number: 25, run: addRuns },
  { number: 26, run: (db) => addToApps(db, '_reclaim', poolDdl) },
  { number: 27, run: addPassages },
  {
    number: 28,
    // Where messages from outside come in, one for each automation that waits for them, and what came. A message that was taken is known by what its sender calls it.
    sql: `
create table pipewright.hook (
  id uuid primary key, app text not null references pipewright.app on delete cascade, automation text not null, secret text not null,
  made_by text references pipewright.person, at timestamptz(3) not null default now(), denied_at timestamptz(3), unique (app, automation));
create table pipewright.hook_arrival (
  id uuid primary key, hook uuid not null references pipewright.hook on delete cascade, message text, outcome text not null, entity text, record uuid, run uuid,
  input jsonb not null, issues jsonb not null, at timestamptz(3) not null default now());
create unique index hook_arrival_message on pipewright.hook_arrival (hook, message) where message is not null and outcome in ('begun', 'kept');
create index hook_arrival_newest on pipewright.hook_arrival (hook, id);
create index hook_arrival_run on pipewright.hook_arrival (run) where run is not null;
`,
  },
  { number: 29, run: (db) => changeInApps(db, '_run', (schema) => [runEndedIndex(schema)]) },
  {
    number: 30,
    // What was learned of the closed records of an entity, by which its open ones are told: by what definition (`basis`), from how many, how well it told
    // of the latest ones without knowing them, and which model all open records were last told by.
    sql: `
create table pipewright.chance (
  app text not null references pipewright.app on delete cascade, entity text not null, id uuid not null, number integer not null, basis text not null,
  learned_at timestamptz(3) not null, records integer not null, model json not null, score json, spread integer not null default 0, primary key (app, entity));
`,
  },
  {
    number: 31,
    // The version up to which records that stand in stages have the tasks which these ask for.
    sql: 'alter table pipewright.app add column tasks_version integer not null default 0;',
  },
  { number: 32, run: (db) => addToApps(db, '_exception', exceptionsDdl) },
  {
    number: 33,
    // Records that are to get another value by a rule which was published, how far that is (`after_id`), and what came of it.
    sql: `
create table pipewright.relabel (
  id uuid primary key, app text not null references pipewright.app on delete cascade, entity text not null, field text not null, version integer not null,
  total integer not null, done integer not null default 0, refused integer not null default 0,
  after_id uuid not null default '00000000-0000-0000-0000-000000000000',
  by text references pipewright.person, at timestamptz(3) not null default now(), ended_at timestamptz(3));
create unique index relabel_open on pipewright.relabel (app, entity, field) where ended_at is null;
create index relabel_newest on pipewright.relabel (app, id);
`,
  },
  {
    number: 34,
    // The calendars of people that other programs read: of the secret in their addresses only the hash.
    sql: `
create table pipewright.calendar_feed (
  app text not null references pipewright.app on delete cascade, person text not null references pipewright.person, hash text not null unique,
  made_at timestamptz(3) not null default now(), used_at timestamptz(3), primary key (app, person));
`,
  },
  // Runs wait, and go several ways.
  { number: 35, run: (db) => changeInApps(db, '_run', (schema) => [...runWaits(schema), runStepExit(schema)]) },
  // Flows ask people for their consent.
  { number: 36, run: addApprovals },
  {
    number: 37,
    // What automations ask of other programs: which of these an app may ask at all, and its secrets, each under a key of the server and for the hosts that may be told it.
    sql: `
alter table pipewright.app add column call_hosts text[] not null default '{}';
create table pipewright.secret (
  id uuid primary key, app text not null references pipewright.app on delete cascade, name text not null, value text not null, hosts text[] not null,
  made_by text references pipewright.person, at timestamptz(3) not null default now(), used_at timestamptz(3), unique (app, name));
`,
    run: (db) => addToApps(db, '_call', callsDdl),
  },
  // Runs begin others, and wait for them.
  { number: 38, run: (db) => changeInApps(db, '_run', runParents) },
];
