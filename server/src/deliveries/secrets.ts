import { type AppSecret, isHeaderText, type Label, labelSchema, MOST_HOSTS } from '@pipewright/definition';
import { instantSql } from '../db/instant.ts';
import type { Queryable } from '../db/pool.ts';
import { newId } from '../ground/id.ts';
import { refuse } from '../ground/refusal.ts';
import { seal, unseal } from './secret.ts';

const MOST_SECRETS = 100;

/** A secret as it lies in the database. */
interface Kept {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly hosts: readonly string[];
}

/** Where a secret lies. Its hosts are part of that: whoever changes them in the database makes it unreadable. */
const placeOf = (app: string, { id, name, hosts }: Omit<Kept, 'value'>) => JSON.stringify(['secret', app, id, name, hosts]);

/** A host as addresses have it, with its port where that is not the usual one. Refuses what is none. */
function hostIn(text: string, path: string): string {
  const given = text.trim().toLowerCase();
  const url = /^[^\s/?#\\@{}*%]+$/.test(given) && URL.canParse(`https://${given}`) ? new URL(`https://${given}`) : undefined;
  return url && url.pathname === '/' ? url.host : refuse('secret.host', { host: text }, path);
}

const hostsIn = (texts: readonly string[]) => [...new Set(texts.map((text, i) => hostIn(text, `hosts.${i}`)))].slice(0, MOST_HOSTS);

/** The names of the automations that name a secret, in any of some definitions: drafts, which may be of any shape, among them. */
function usesIn(apps: readonly unknown[], name: string): Label[] {
  const place = new RegExp(`\\{\\s*secret:${name}\\s*\\}`);
  const all = apps.flatMap((app) => (app as { readonly automations?: unknown } | null)?.automations ?? []);
  const named = all.flatMap((each) => {
    const called = labelSchema.safeParse((each as { readonly name?: unknown } | null)?.name);
    return called.success && place.test(JSON.stringify(each)) ? [called.data] : [];
  });
  return [...new Map(named.map((label) => [`${label.en} ${label['zh-CN']}`, label])).values()];
}

/** The secrets of an app by their names; their values are told to nobody. @param apps where they may be named */
export async function listSecrets(db: Queryable, app: string, apps: readonly unknown[]): Promise<AppSecret[]> {
  const { rows } = await db.query<Omit<AppSecret, 'uses'>>(
    `select s.name, s.hosts, p.name as by, ${instantSql('s.at')} as at, ${instantSql('s.used_at')} as "usedAt"
     from pipewright.secret s left join pipewright.person p on p.user_id = s.made_by where s.app = $1 order by s.name`,
    [app],
  );
  return rows.map((each) => ({ ...each, uses: usesIn(apps, each.name) }));
}

/** Adds a secret, or replaces the one of its name, its hosts with it. Refuses hosts that are none, and a value that no header takes. */
export async function keepSecret(
  db: Queryable,
  secret: string,
  { app, name, by }: { readonly app: string; readonly name: string; readonly by: string },
  { value, hosts: given }: { readonly value: string; readonly hosts: readonly string[] },
): Promise<void> {
  const hosts = hostsIn(given);
  if (!isHeaderText(value) || value.trim() !== value) refuse('secret.signs', undefined, 'value');
  const id = newId();
  const { rowCount } = await db.query(
    `insert into pipewright.secret (id, app, name, value, hosts, made_by) select $1, $2, $3, $4, $5, $6
     where (select count(*) from pipewright.secret where app = $2 and name <> $3) < ${MOST_SECRETS}
     on conflict (app, name) do update set id = excluded.id, value = excluded.value, hosts = excluded.hosts, made_by = excluded.made_by, at = now(), used_at = null`,
    [id, app, name, seal(secret, placeOf(app, { id, name, hosts }), value), hosts, by],
  );
  if (!rowCount) refuse('secret.too_many', { most: MOST_SECRETS });
}

/** Removes a secret. Refuses one that is named, unless that is meant. */
export async function removeSecret(
  db: Queryable,
  app: string,
  name: string,
  { apps, anyway }: { readonly apps: readonly unknown[]; readonly anyway: boolean },
): Promise<void> {
  const known = await db.query('select from pipewright.secret where app = $1 and name = $2', [app, name]);
  if (!known.rowCount) refuse('unknown.secret');
  const uses = usesIn(apps, name);
  if (uses.length > 0 && !anyway) {
    const said = { en: uses.map(({ en }) => `“${en}”`).join(', '), 'zh-CN': uses.map((use) => `“${use['zh-CN']}”`).join('、') };
    refuse('secret.used', { name, uses: said });
  }
  await db.query('delete from pipewright.secret where app = $1 and name = $2', [app, name]);
}

/** The hosts that the automations of an app may ask. */
export async function callHosts(db: Queryable, app: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ hosts: string[] }>('select call_hosts as hosts from pipewright.app where key = $1', [app]);
  return rows[0]?.hosts ?? [];
}

/** Says which hosts these are. Refuses what is no host. */
export async function setCallHosts(db: Queryable, app: string, given: readonly string[]): Promise<readonly string[]> {
  const hosts = hostsIn(given).sort();
  await db.query('update pipewright.app set call_hosts = $2 where key = $1', [app, hosts]);
  return hosts;
}

/** A secret that is asked for by its name: its value, or why there is none for a host. */
export type Opened = { readonly name: string } & ({ readonly value: string } | { readonly fault: 'missing' | 'host' | 'lost' });

/** Secrets of an app for a request to a host, in the order of their names. */
export async function openSecrets(
  db: Queryable,
  secret: string,
  { app, host }: { readonly app: string; readonly host: string },
  names: readonly string[],
): Promise<Opened[]> {
  if (names.length === 0) return [];
  const { rows } = await db.query<Kept>('select id::text, name, value, hosts from pipewright.secret where app = $1 and name = any($2)', [
    app,
    names,
  ]);
  return names.map((name): Opened => {
    const kept = rows.find((each) => each.name === name);
    if (!kept) return { name, fault: 'missing' };
    if (!kept.hosts.includes(host)) return { name, fault: 'host' };
    const value = unseal(secret, placeOf(app, kept), kept.value);
    return value === undefined ? { name, fault: 'lost' } : { name, value };
  });
}

/** Keeps that secrets were sent. */
export async function markSecrets(db: Queryable, app: string, names: readonly string[]): Promise<void> {
  if (names.length > 0) await db.query('update pipewright.secret set used_at = now() where app = $1 and name = any($2)', [app, names]);
}
