import { fillHeader, type Label, secretsInHeaders } from '@pipewright/definition';
import { type Issue, issue } from '@pipewright/logic';
import type { Queryable } from '../db/pool.ts';
import { keptAnswer, nextWait, outcomeOf } from '../deliveries/outcome.ts';
import { type Answer, NotReached, type Outgoing, sendOut } from '../deliveries/outgoing.ts';
import { callHosts, markSecrets, type Opened, openSecrets } from '../deliveries/secrets.ts';
import { JSON_HEADERS } from '../deliveries/webhook.ts';
import { log } from '../log/log.ts';
import { withoutSecrets } from './blot.ts';
import type { CallOutcome, ClaimedCall } from './call-claim.ts';

/** With what requests are sent. */
export interface CallSender {
  readonly pool: Queryable;
  /** The server's own secret. */
  readonly secret: string;
  readonly outgoing: Outgoing;
}

/** After so many seconds it is tried again, once it failed for the first, the second, … time. */
export const CALL_WAITS: readonly number[] = [10, 60, 600];
/** How much of an answer is kept that no field can be filled from. */
const MOST_OF_NO = 2000;
/** How much of it is told. */
const MOST_TOLD = 200;

const nothing = { fault: null, status: null, answer: null, cut: false, wait: undefined } as const;
const refused = (fault: Issue): CallOutcome => ({ ...nothing, state: 'refused', issue: fault });

/** Asks another program once, under the number of the run and its step, and tells what became of it. Throws only where it was given up by the signal. */
export async function sendCall(sender: CallSender, app: string, call: ClaimedCall, signal?: AbortSignal): Promise<CallOutcome> {
  const { pool, secret, outgoing } = sender;
  const { host, method, url, body, headers } = call;
  if (!(await callHosts(pool, app)).includes(host)) return refused(issue('', 'call.host', { host }));
  const opened = await openSecrets(pool, secret, { app, host }, secretsInHeaders(headers));
  const closed = opened.find((each) => 'fault' in each);
  if (closed && 'fault' in closed) return refused(secretIssue(closed, host));
  const values = new Map(opened.flatMap((each) => ('value' in each ? [[each.name, each.value] as const] : [])));
  try {
    const answer = await sendOut(url, { method, body: body ?? undefined, headers: headersOf(call, values), signal }, outgoing);
    return answered(call, answer, [...values.values()]);
  } catch (error) {
    if (signal?.aborted) throw error;
    if (!(error instanceof NotReached)) log.error({ err: error, run: call.run }, 'A request of an automation could not be sent.');
    return unreached(call, error instanceof NotReached ? error.fault : 'unreachable');
  } finally {
    await markSecrets(pool, app, [...values.keys()]);
  }
}

/** The headers as they are sent: those of the step, its secrets in their places, before ours; what makes the request one. */
function headersOf({ run, seq, headers, body }: ClaimedCall, secrets: ReadonlyMap<string, string>): Record<string, string> {
  const given = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), fillHeader(value, (each) => secrets.get(each) ?? '')]);
  const { 'content-type': json, ...rest } = JSON_HEADERS;
  const own = { ...rest, accept: 'application/json', ...(body === null ? {} : { 'content-type': json }) };
  return { ...own, ...Object.fromEntries(given), 'idempotency-key': `${run}:${seq}` };
}

function secretIssue({ name, fault }: Extract<Opened, { fault: string }>, host: string): Issue {
  if (fault === 'missing') return issue('', 'call.secret_missing', { name });
  return fault === 'host' ? issue('', 'call.secret_host', { name, host }) : issue('', 'call.secret_lost', { name });
}

/** No answer came: nothing is asked where the settings forbid it, and anew where the other side may be well later. */
function unreached({ attempts, host }: ClaimedCall, fault: NotReached['fault']): CallOutcome {
  if (fault === 'address') return refused(issue('', 'call.https', { host }));
  if (fault === 'inside') return refused(issue('', 'call.inside', { host }));
  const slow = fault === 'slow';
  return {
    ...{ ...nothing, state: 'failed', fault, wait: nextWait(attempts, { again: true }, CALL_WAITS) },
    issue: issue('', slow ? 'call.slow' : 'call.unreachable', { host }),
  };
}

const NOTHING_SAID: Label = { en: 'nothing more', 'zh-CN': '没有说明' };

function answered({ attempts, host }: ClaimedCall, answer: Answer, secrets: readonly string[]): CallOutcome {
  const outcome = outcomeOf(answer);
  const { status } = answer;
  const body = withoutSecrets(answer.body, secrets);
  if (outcome.fault === null)
    return { ...nothing, state: 'done', status, answer: answer.cut ? body.slice(0, MOST_OF_NO) : body, cut: answer.cut, issue: null };
  const told = [...(keptAnswer(body, secrets) ?? '')].slice(0, MOST_TOLD).join('');
  return {
    ...{ ...nothing, state: 'failed', fault: outcome.fault, status, answer: body.slice(0, MOST_OF_NO), cut: answer.cut },
    issue:
      outcome.fault === 'elsewhere'
        ? issue('', 'call.elsewhere', { host, status })
        : issue('', 'call.refused', { host, status, said: told || NOTHING_SAID }),
    wait: nextWait(attempts, outcome, CALL_WAITS),
  };
}
