import { createHmac } from 'node:crypto';
import { issue } from '@pipewright/logic';
import { hourly } from '../db/hourly.ts';
import { type Pool, type Queryable, transaction } from '../db/pool.ts';
import { Refusal } from '../ground/refusal.ts';
import { type Asked, type Bucket, judge, keysOf } from './allowance.ts';

/** The key of a bucket: what was typed as an address may be a password, so that nothing of it is kept. */
export function keyFor(secret: string, kind: string, ...about: readonly string[]): string {
  return `${kind}:${createHmac('sha256', secret).update(JSON.stringify(about)).digest('base64url').slice(0, 32)}`;
}

/** A try that was let in, and the keys under which it was counted. */
export interface Counted {
  readonly asked: Asked;
  readonly keys: readonly string[];
}

/**
 * Counts a try as a failure before it is made, so that many at once are not all let in; refuses with `signin.too_many` where it must wait. Tries are
 * kept in the database: they are counted over all servers and survive a restart.
 */
export async function countTry(pool: Pool, asked: Asked): Promise<Counted> {
  const keys = keysOf(asked);
  const verdict = await transaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock(hashtextextended(key, 8)) from unnest($1::text[]) key', [keys]);
    const { rows } = await client.query<Bucket & { key: string; now: number }>(
      `select k.key, coalesce(failures, 0) as failures, coalesce(extract(epoch from until) * 1000, 0)::float8 as until, coalesce(known, false) as known,
         (extract(epoch from clock_timestamp()) * 1000)::float8 as now from unnest($1::text[]) k(key) left join pipewright.attempt a on a.key = k.key`,
      [keys],
    );
    const made = judge(asked, new Map(rows.map((row) => [row.key, row])), rows[0]?.now ?? 0);
    if ('counted' in made) await keep(client, made.counted);
    return made;
  });
  if ('wait' in verdict)
    throw new Refusal([issue('', 'signin.too_many', { wait: waitInWords(verdict.wait) })], { retryAfter: verdict.wait });
  return { asked, keys: [...verdict.counted.keys()] };
}

/** Takes back a try that succeeded; from then on its pair of account and address is known. No other failure is excused by it. */
export async function tryWentWell(pool: Pool, { asked, keys }: Counted): Promise<void> {
  const own = asked.kind === 'one' ? asked.key : asked.pair;
  await pool.query(
    asked.kind === 'one'
      ? 'delete from pipewright.attempt where key = $1'
      : 'update pipewright.attempt set failures = 0, until = now(), known = true where key = $1',
    [own],
  );
  const shared = keys.filter((key) => key !== own).sort();
  if (shared.length > 0)
    await pool.query('update pipewright.attempt set failures = greatest(failures - 1, 0), until = now() where key = any($1)', [shared]);
}

async function keep(db: Queryable, counted: ReadonlyMap<string, Bucket>): Promise<void> {
  const rows = [...counted].map(([key, { failures, until, known }]) => ({ key, failures, until, known }));
  await db.query(
    `insert into pipewright.attempt (key, failures, until, known)
       select key, failures, to_timestamp(until / 1000), known from jsonb_to_recordset($1::jsonb) as x(key text, failures integer, until float8, known boolean)
     on conflict (key) do update set failures = excluded.failures, until = excluded.until, known = excluded.known`,
    [JSON.stringify(rows)],
  );
}

/** Trims the tries every hour, on any number of servers, until the returned function is called. */
export function keepAttemptsShort(pool: Pool): () => void {
  return hourly(() => trimAttempts(pool), 'Old tries to sign in were not deleted.');
}

/** The most strange keys, and the most known ones, that are kept; somebody with very many addresses must not fill the disk. */
const MOST = 100_000;

/** Deletes what is forgotten by now: strangers after a day, known pairs after two months. */
export async function trimAttempts(db: Queryable): Promise<void> {
  await db.query(
    `delete from pipewright.attempt where until < now() - case when known then interval '60 days' else interval '1 day' end
       or key in (select key from (select key, row_number() over (partition by known order by until desc) as place from pipewright.attempt) a where place > $1)`,
    [MOST],
  );
}

function waitInWords(seconds: number): { en: string; 'zh-CN': string } {
  const [count, en, zh] = seconds < 100 ? [seconds, 'second', '秒'] : [Math.ceil(seconds / 60), 'minute', '分钟'];
  return { en: `${count} ${en}${count === 1 ? '' : 's'}`, 'zh-CN': `${count} ${zh}` };
}
