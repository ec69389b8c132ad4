import type { Queryable } from './pool.ts';
import { indexRequests } from './request-migration.ts';
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
  { number: 6, run: indexRequests },
];
