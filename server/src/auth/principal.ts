import type { Language } from '@pipewright/definition';
import { compileSql, departmentsSql } from '@pipewright/sql';
import { instantSql } from '../db/instant.ts';
import type { Queryable } from '../db/pool.ts';

/** Who is signed in, and where that person stands in one app. */
export interface Caller {
  readonly user: string;
  readonly name: string;
  readonly workspace: string;
  readonly department: string | null;
  readonly installationAdmin: boolean;
  /** In which language and by which clock the person reads; null where that is the machine's. */
  readonly language: Language | null;
  readonly timeZone: string | null;
  readonly departments: readonly string[];
  /** The entities of that app in which some record is shared with the person. */
  readonly shared: readonly string[];
  /** The role in the app that was asked for, and the app's current version; null where there is none. */
  readonly role: string | null;
  readonly appVersion: number | null;
  readonly now: string;
}

/** A caller and when that ends which it came with: a session, or a token. */
export interface CallerRow extends Caller {
  readonly expiresAt: string;
}

/** Who comes with a token, and whether it may change anything. */
export interface TokenCaller extends CallerRow {
  readonly token: string;
  readonly writes: boolean;
}

const COLUMNS = `
p.user_id as "user", p.name, p.workspace::text, p.department::text, p.installation_admin as "installationAdmin", p.language, p.time_zone as "timeZone", m.role, a.version as "appVersion",
  ${instantSql('now()')} as now,
  ${compileSql(departmentsSql).sql} as departments,
  array(select distinct s.entity from pipewright.share s where s.person = p.user_id and s.app = $2 order by 1) as shared`;
const MEMBERSHIP = `
left join pipewright.app a on a.key = $2 and a.workspace = p.workspace
left join pipewright.member m on m.app = a.key and m.user_id = p.user_id`;
const BY_SESSION = `select ${COLUMNS}, ${instantSql('s."expiresAt"')} as "expiresAt" from auth.session s join pipewright.person p on p.user_id = s."userId" ${MEMBERSHIP}
where s.token = $1 and s."expiresAt" > now() and p.active`;
const BY_TOKEN = `select ${COLUMNS}, t.id::text as token, t.writes, ${instantSql('t.expires_at')} as "expiresAt"
from pipewright.token t join pipewright.person p on p.user_id = t.user_id ${MEMBERSHIP} where t.hash = $1 and t.app = $2 and t.expires_at > now() and p.active`;
const BY_USERS = `select ${COLUMNS} from pipewright.person p ${MEMBERSHIP} where p.user_id = any($1) and p.active`;
const BY_USER = `select ${COLUMNS} from pipewright.person p ${MEMBERSHIP} where p.user_id = $1 and p.active`;

/** A person by id, for work that goes on in the background in that person's name. */
export async function callerOf(db: Queryable, user: string, app: string): Promise<Caller | undefined> {
  const { rows } = await db.query<Caller>({ name: 'caller_by_user', text: BY_USER, values: [user, app] });
  return rows[0];
}

/** Who holds a session; undefined where it is none or has ended. */
export async function callerBySession(db: Queryable, token: string, app: string | null): Promise<CallerRow | undefined> {
  const { rows } = await db.query<CallerRow>({ name: 'caller', text: BY_SESSION, values: [token, app] });
  return rows[0];
}

/** Who holds a token for an app, by its hash; undefined where it is none, is for another app, or has ended. */
export async function callerByToken(db: Queryable, hash: string, app: string): Promise<TokenCaller | undefined> {
  const { rows } = await db.query<TokenCaller>({ name: 'caller_by_token', text: BY_TOKEN, values: [hash, app] });
  return rows[0];
}

/** People by id, as they stand now in one app; who is not active any more is left out. */
export async function callersOf(db: Queryable, users: readonly string[], app: string): Promise<Caller[]> {
  return (await db.query<Caller>({ name: 'callers_by_user', text: BY_USERS, values: [users, app] })).rows;
}
