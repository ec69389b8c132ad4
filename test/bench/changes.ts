import { setTimeout as sleep } from 'node:timers/promises';
import { APP, publish } from './api.ts';
import { type definition, label } from './definition.ts';
import { Connection, sendAll } from './http.ts';
import { median } from './measure.ts';
import { options } from './options.ts';
import type { Figure } from './results.ts';
import type { Servers } from './servers.ts';
import type { Workload } from './target.ts';

const MOST_VISIBLE_MS = 50;
const MOST_WAIT_MS = 150;
const ROUNDS = Math.min(options.rounds, 2);

type Draft = typeof definition;
type Entity = Draft['entities'][number];
const opportunity = (draft: Draft, change: (entity: Entity) => object) => ({
  ...draft,
  entities: draft.entities.map((entity) => (entity.key === 'opportunity' ? { ...entity, ...change(entity) } : entity)),
});
const field = (draft: Draft, key: string, type: string, more = {}) =>
  opportunity(draft, ({ fields }) => ({ fields: [...fields, { key, type, name: label(key), ...more }] }));

/** The kinds of change, each as an edit of the draft; `round` makes a second one another than the first. */
const CHANGES: Readonly<Record<string, (draft: Draft, round: number) => object>> = {
  'text field': (draft, round) => field(draft, `text_${round}`, 'text'),
  'number field': (draft, round) => field(draft, `number_${round}`, 'decimal', { scale: 2 }),
  'choice field': (draft, round) => field(draft, `choice_${round}`, 'choice', { options: [{ key: 'one', name: label('One') }] }),
  'renamed stage': (draft, round) =>
    opportunity(draft, (entity) => {
      const { process } = entity as Entity & { process: { pipelines: { stages: { name: object }[] }[] } };
      const rename = <T extends object>(stages: readonly T[]) =>
        stages.map((stage, i) => (i === 1 ? { ...stage, name: label(`Renamed ${round}`) } : stage));
      return { process: { ...process, pipelines: process.pipelines.map((each) => ({ ...each, stages: rename(each.stages) })) } };
    }),
  'sorted view': (draft, round) =>
    opportunity(draft, ({ views }) => ({
      views: [
        ...views,
        { key: `sorted_${round}`, name: label('Sorted'), columns: ['name'], sort: ['-win_probability', 'last_activity_at'][round] },
      ],
    })),
  'unique field': (draft, round) =>
    opportunity(draft, ({ fields }) => ({
      fields: fields.map((each) => (each.key === ['name', 'credit_code'][round] ? { ...each, unique: true } : each)),
    })),
  'reference field': (draft, round) => field(draft, `reference_${round}`, 'reference', { target: 'account' }),
};

/** A request that was sent while a change was published. */
interface Sent {
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
      sent.push({ at, ms: performance.now() - at });
      await sleep(3);
    }
    for (const each of connections) each.close();
  };
  const all = (['W1', 'W2', 'W4'] as const).map(one);
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

/** Publishes one change of each kind while people read and write. */
export async function measureChanges(servers: Servers, tell: (figure: Figure) => void, wrong: string[]): Promise<object> {
  const { admin, manager, product } = servers;
  await publish(admin, (draft) => opportunity(draft, () => ({ plural: label('Chances') })));
  await product.prepareMoves();
  const raw: Record<string, object[]> = {};
  let failed = 0;
  for (const [name, change] of Object.entries(CHANGES)) {
    const found = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const { sent, failures, stop } = crowd(servers);
      await sleep(500);
      const usual = median(sent.map((each) => each.ms));
      const prepared = performance.now();
      const { version, ms } = await publish(admin, (draft) => change(draft, round));
      const began = performance.now() - ms;
      while ((await manager('GET', `${APP}/definition`)).version < version) await sleep(2);
      const visible = performance.now() - began;
      const indexed = (await indexesDone(servers)) - began;
      await stop();
      const waits = sent.filter((each) => each.at + each.ms > began).map((each) => each.ms);
      found.push({ ms, visible, indexed, usual, longest: Math.max(...waits), failed: failures.length, draftMs: began - prepared });
      failed += failures.length;
      if (failures.length > 0) wrong.push(`product W8 ${name}: ${failures.length} requests failed, such as ${failures[0]}`);
    }
    raw[name] = found;
    const note = `call ${median(found.map((each) => each.ms)).toFixed(0)} ms, indexes done after ${median(found.map((each) => each.indexed)).toFixed(0)} ms`;
    tell({
      workload: 'W8',
      what: `${name}: visible`,
      value: median(found.map((each) => each.visible)),
      unit: 'ms',
      target: MOST_VISIBLE_MS,
      note,
    });
    const usual = `usual ${median(found.map((each) => each.usual)).toFixed(1)} ms`;
    tell({
      workload: 'W8',
      what: `${name}: longest wait`,
      value: Math.max(...found.map((each) => each.longest)),
      unit: 'ms',
      target: MOST_WAIT_MS,
      note: usual,
    });
  }
  tell({ workload: 'W8', what: 'failed requests', value: failed, unit: '', target: 0, note: '' });
  return raw;
}
