import { type App, type Entity, type Filled, fieldAt } from '@pipewright/definition';
import { type Issue, issue } from '@pipewright/logic';
import { type Effect, FOR_EVER } from '@pipewright/process';
import { compileSql } from '@pipewright/sql';
import { sql } from 'kysely';
import { rows } from '../db/pool.ts';
import { isOff } from './begin.ts';
import { takeAnswer } from './call-answer.ts';
import { type Came, came, type Ground, type Task } from './ground.ts';
import { callInWords, type KeptCall } from './kept-call.ts';
import { asleepWhileOff } from './wait.ts';

type Call = Task<Extract<Effect, { kind: 'http' }>>;

/** How large what is sent may be, and its address: more than most programs take. */
const MOST_KB = 256;
const MOST_ADDRESS_KB = 8;

/**
 * Lets a run ask another program: puts down what is to be asked, which is sent once this is committed, and wakes the run with what came of it. Asked again meanwhile, nothing is put down twice.
 */
export async function callOut(ground: Ground, task: Call): Promise<Came> {
  const { db, app } = ground;
  const { run, seq, effect, ready } = task;
  if (await isOff(db, app, ready.automation)) return asleepWhileOff(ground);
  const table = sql.id(app.published.schema, '_call');
  const here = sql`run = ${run.id}::uuid and seq = ${seq}::integer`;
  const [kept] = await rows<KeptCall>(
    db,
    compileSql(sql`select method, url, host, state, attempts, status, answer, cut, issue from ${table} where ${here}`),
  );
  const waits = came('asleep', { until: FOR_EVER, held: false, look: FOR_EVER });
  if (kept && kept.state !== 'dropped' && kept.state !== 'waiting') return ended(ground, task, kept);
  if (kept) {
    await rows(
      db,
      compileSql(
        sql`update ${table} set state = 'waiting', attempts = 0, next_at = now(), ended_at = null where ${here} and state = 'dropped'`,
      ),
    );
    return waits;
  }
  const { address, method, headers, body } = effect;
  if ('name' in address) return came('refused', { faults: [addressIssue(app.published.app, task.entity, address)] });
  if (address.url.length > MOST_ADDRESS_KB * 1024) return came('refused', { faults: [issue('', 'call.large', { most: MOST_ADDRESS_KB })] });
  if (Buffer.byteLength(body ?? '') > MOST_KB * 1024) return came('refused', { faults: [issue('', 'call.large', { most: MOST_KB })] });
  await rows(
    db,
    compileSql(sql`insert into ${table} (run, seq, method, url, host, headers, body) values (${run.id}::uuid, ${seq}::integer, ${method}::text, ${address.url}::text,
      ${new URL(address.url).host}::text, ${JSON.stringify(headers)}::jsonb, ${body ?? null}::text)`),
  );
  return waits;
}

/** Goes on by what came of it. */
async function ended(ground: Ground, task: Call, kept: KeptCall): Promise<Came> {
  const { effect } = task;
  const words = callInWords(kept);
  const tried = kept.attempts > 1 ? ` (×${kept.attempts})` : '';
  const said = `${words}${kept.status === null ? '' : ` → ${kept.status}`}${tried}`;
  const input: Came['input'] = { text: { en: said, 'zh-CN': said } };
  const faults = kept.issue ? [kept.issue] : [];
  if (kept.state === 'done') return takeAnswer(ground, task, kept, input);
  return kept.state === 'refused' || effect.fails ? came('refused', { input, faults }) : came('done', { input, faults, exit: 'failed' });
}

/** Why an address could not be filled. */
export function addressIssue(app: App, entity: Entity, { name, why }: Extract<Filled, { name: string }>): Issue {
  const field = fieldAt(app, entity, name)?.name ?? name;
  return issue('', `call.${why}`, { field });
}
