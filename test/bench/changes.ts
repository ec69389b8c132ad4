import { setTimeout as sleep } from 'node:timers/promises';
import { APP, publish } from './api.ts';
import { CHANGES, type Draft, opportunity } from './change-kinds.ts';
import { label } from './definition.ts';
import { Connection, sendAll } from './http.ts';
import { median } from './measure.ts';
import { options } from './options.ts';
import type { Figure } from './results.ts';
import type { Servers } from './servers.ts';
import type { Workload } from './target.ts';

const MOST_VISIBLE_MS = 50;
const MOST_WAIT_MS = 150;
/** There are two changes of each kind. */
const ROUNDS = Math.min(options.rounds, 2);

/** Reading and writing that takes a few milliseconds at any size, so that a long wait is the publish's doing. */
const READS = ['W2', 'W2'] as const;
const WRITES = ['W4'] as const;

/** A request that was sent while a change was published. */
interface Sent {
  readonly workload: Workload;
  readonly at: number;
  readonly ms: number;
}

/** People who read and write without a break until they are stopped; answers what they waited and how often they failed. */
function crowd({ product }: Servers): { sent: Sent[]; failures: string[]; stop: () => Promise<void> } {
  const sent: Sent[] = [];
  const failures: string[] = [];
  let stopped = false;
  const one = async (workload: Workload) => {
    const connections = [new Connection(product.port, product.headers), new Connection(product.port, product.headers)];
    for (let i = 300_000; !stopped; i += 1) {
      const at = performance.now();
      await sendAll(connections, product.calls[workload](i)).catch((error: Error) => failures.push(`${workload}: ${error.message}`));
      sent.push({ workload, at, ms: performance.now() - at });
      await sleep(3);
    }
    for (const each of connections) each.close();
  };
  const all = [...READS, ...WRITES].map(one);
  const stop = async () => {
    stopped = true;
    await Promise.all(all);
  };
  return { sent, failures, stop };
}

/** Waits until no index is being built, which goes on after a publish has been answered; answers when that was. */
async function indexesDone({ product }: Servers): Promise<number> {
  let done = performance.now();
  for (let quiet = 0; quiet < 10; ) {
    await sleep(50);
    const { rows } = await product.pool.query(
      `select (select count(*) from pg_stat_progress_create_index) + (select count(*) from pg_index where not indisvalid) as n`,
    );
    quiet = Number(rows[0].n) === 0 ? quiet + 1 : 0;
    if (quiet === 0) done = performance.now();
  }
  return done;
}

/** What publishing one change took, and the longest that people waited meanwhile; all in milliseconds after the publishing call began. */
interface Published {
  readonly call: number;
  readonly visible: number;
  readonly indexed: number;
  readonly read: number;
  readonly write: number;
  /** The longest wait before anything was published. */
  readonly usual: number;
  readonly failures: readonly string[];
}

async function publishOne(servers: Servers, change: (draft: Draft) => object): Promise<Published> {
  const { sent, failures, stop } = crowd(servers);
  await sleep(500);
  const before = sent.slice();
  const versionNow = async (): Promise<number> => (await servers.manager('GET', `${APP}/definition`)).version;
  const former = await versionNow();
  const seen = (async () => {
    while ((await versionNow()) === former) await sleep(2);
    return performance.now();
  })();
  // The call answers when the version is live, before what may be built later is built.
  const { began, ms } = await publish(servers.admin, change);
  const visible = (await seen) - began;
  const indexed = (await indexesDone(servers)) - began;
  await stop();
  const during = sent.filter((each) => each.at + each.ms > began);
  const longest = (among: readonly Sent[], kinds: readonly Workload[]) =>
    Math.max(...among.filter((each) => kinds.includes(each.workload)).map((each) => each.ms));
  const [read, write, usual] = [longest(during, READS), longest(during, WRITES), longest(before, [...READS, ...WRITES])];
  return { call: ms, visible, indexed, read, write, usual, failures };
}

/** Publishes changes of each kind while people read and write. */
export async function measureChanges(servers: Servers, tell: (figure: Figure) => void, wrong: string[]): Promise<object> {
  // The first publish after a start is slower; it is not one that counts.
  await publish(servers.admin, (draft) => opportunity(draft, () => ({ plural: label('Chances') })));
  await servers.product.prepareMoves();
  const raw: Record<string, readonly Published[]> = {};
  for (const [name, change] of Object.entries(CHANGES)) {
    const found: Published[] = [];
    for (let round = 0; round < ROUNDS; round += 1) found.push(await publishOne(servers, (draft) => change(draft, round)));
    raw[name] = found;
    const middle = (key: 'call' | 'visible' | 'indexed') => median(found.map((each) => each[key]));
    const most = (key: 'read' | 'write' | 'usual') => Math.max(...found.map((each) => each[key]));
    const figure = (what: string, value: number, target: number, note: string) =>
      tell({ workload: 'W8', what: `${name}: ${what}`, value, unit: 'ms', target, note });
    figure(
      'visible',
      middle('visible'),
      MOST_VISIBLE_MS,
      `call ${middle('call').toFixed(0)} ms, indexes done after ${middle('indexed').toFixed(0)} ms`,
    );
    const waits = `read ${most('read').toFixed(0)}, write ${most('write').toFixed(0)} ms; before ${most('usual').toFixed(0)} ms`;
    figure('longest wait', Math.max(most('read'), most('write')), MOST_WAIT_MS, waits);
    const failures = found.flatMap((each) => each.failures);
    if (failures.length > 0) wrong.push(`product W8 ${name}: ${failures.length} requests failed, such as ${failures[0]}`);
  }
  const failed = Object.values(raw)
    .flat()
    .reduce((sum, each) => sum + each.failures.length, 0);
  tell({ workload: 'W8', what: 'failed requests', value: failed, unit: '', target: 0, note: '' });
  return raw;
}
