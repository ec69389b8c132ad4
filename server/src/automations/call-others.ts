import { type Automation, entityOf, fieldOf, type Label, targetOf } from '@pipewright/definition';
import { type Issue, issue, type Rule } from '@pipewright/logic';
import { type Effect, FOR_EVER } from '@pipewright/process';
import { newId } from '../ground/id.ts';
import { MOST_LINKS } from '../records/beginnings.ts';
import { listPage } from '../records/list.ts';
import { isOff } from './begin.ts';
import { beginChildren, type Child, countOfRoots, keepBegun, type Standing, standingOf } from './children.ts';
import { MOST_OF_A_ROOT } from './claim.ts';
import { type Came, came, type Ground, type Task } from './ground.ts';
import { definitionOf } from './ready.ts';

type Call = Task<Extract<Effect, { kind: 'call' }>>;
type Sides = Task<Extract<Effect, { kind: 'parallel' }>>;
type Begins = Call | Sides;

/** What a step would begin: runs, with what is told of how they were found; or why it begins none. */
type Wish = { readonly children: readonly Child[]; readonly input: Came['input'] } | { readonly fault: Issue };

/** How long a run whose time has come stands where its automation is switched off, without another look. */
const OFF_MS = 3_600_000;
const ASLEEP = { until: FOR_EVER, held: false, look: FOR_EVER };

/**
 * Has others run, and lets runs wait until those are over: what they began at the step at which they stand is known by it, so that it begins once however often they look. What ended
 * otherwise than well lets a run go on by a way of its own, or fail.
 */
export async function callOthers(ground: Ground, tasks: readonly Begins[]): Promise<Came[]> {
  const { db, app, now } = ground;
  const { schema } = app.published;
  const standing = await standingOf(
    db,
    schema,
    tasks.map(({ run, seq }) => ({ run: run.id, seq })),
  );
  const fresh = tasks.filter(({ run }) => !standing.has(run.id));
  const wishes = new Map<Begins, Wish>();
  for (const task of fresh) wishes.set(task, await wishOf(ground, task));
  const allowed = await withinBounds(ground, wishes);
  const begun = await beginChildren(
    db,
    schema,
    allowed.flatMap(({ children }) => children),
    now,
  );
  const waiting = fresh.filter(({ run }) => begun.has(run.id));
  await keepBegun(
    db,
    schema,
    waiting.map((task) => {
      const wish = wishes.get(task) as Exclude<Wish, { fault: Issue }>;
      return { run: task.run.id, seq: task.seq, node: task.run.node ?? '', kind: task.effect.kind, input: wish.input };
    }),
    now,
  );
  const results: Came[] = [];
  for (const task of tasks) {
    const stands = standing.get(task.run.id);
    const wish = wishes.get(task);
    if (stands) results.push(await over(ground, task, stands));
    else if (wish && 'fault' in wish) results.push(failed(task, wish.fault, {}));
    else results.push(begun.has(task.run.id) ? came('asleep', ASLEEP) : came('nobody', { input: wish?.input ?? {} }));
  }
  return results;
}

/** What comes of a step whose runs have begun: it waits for them, or goes on where all are over and its automation is not switched off meanwhile. */
async function over(ground: Ground, task: Begins, { open, total, failed: lost, input }: Standing): Promise<Came> {
  if (open > 0) return came('asleep', ASLEEP);
  if (await isOff(ground.db, ground.app, task.ready.automation))
    return came('asleep', { until: ground.now, held: true, look: new Date(Date.parse(ground.now) + OFF_MS).toISOString() });
  return lost === 0 ? came('done', { input, exit: 'done' }) : failed(task, issue('', 'run.children', { failed: lost, total }), input);
}

const failed = ({ effect }: Begins, fault: Issue, input: Came['input']): Came =>
  effect.catches ? came('done', { input, faults: [fault], exit: 'failed' }) : came('failed', { input, faults: [fault] });

/** The wishes that may be granted; of one act no more runs follow than may. */
async function withinBounds({ db, app }: Ground, wishes: Map<Begins, Wish>): Promise<Exclude<Wish, { fault: Issue }>[]> {
  const count = await countOfRoots(db, app.published.schema, [...new Set([...wishes.keys()].map(({ run }) => run.root))]);
  return [...wishes].flatMap(([task, wish]) => {
    if ('fault' in wish) return [];
    const { root, chain } = task.run;
    const total = (count.get(root) ?? 0) + wish.children.length;
    if (wish.children.length > 0 && total > MOST_OF_A_ROOT) {
      wishes.set(task, { fault: issue('', 'run.many', { chain: named(app.published.app.automations, chain) }) });
      return [];
    }
    count.set(root, total);
    return [wish];
  });
}

const wishOf = (ground: Ground, task: Begins): Promise<Wish> | Wish =>
  task.effect.kind === 'call' ? called(ground, task as Call) : sides(task as Sides);

/** A run of the same automation for each way, about the same record. */
function sides({ run, seq, effect }: Sides): Wish {
  const { automation, version, entity, record, level, depth, root, chain, starter } = run;
  const children = effect.ways.map(
    ({ key, start }): Child => ({
      ...{ id: newId(), automation, version, entity, record, level, depth, root, chain, starter, node: start },
      ...{ episode: `side:${run.id}:${seq}:${key}`, parent: run.id, parent_seq: seq, side: key },
    }),
  );
  return { children, input: {} };
}

/** A run of the automation that is called for each record that it is about and its condition holds for. */
async function called(ground: Ground, task: Call): Promise<Wish> {
  const { run, seq, effect } = task;
  const { version, depth, root, starter } = run;
  const ready = (await definitionOf(ground.server, ground.db, ground.app, run)).get(effect.automation);
  // Of a version that is gone for good nothing can be called; what was published was checked.
  if (!ready) return { children: [], input: {} };
  const { automation } = ready;
  const chain = [...run.chain, automation.key];
  if (run.chain.length >= MOST_LINKS)
    return { fault: issue('', 'run.loop', { chain: named(ground.app.published.app.automations, chain) }) };
  if (await isOff(ground.db, ground.app, automation)) return { fault: issue('', 'run.called_off', { name: automation.name }) };
  const { ids, total } = await recordsFor(ground, task, automation);
  const children = ids.map(
    (record): Child => ({
      ...{ id: newId(), automation: automation.key, version, entity: automation.entity, record, level: null, node: automation.start },
      ...{
        episode: automation.once ? record : `call:${run.id}:${seq}:${record}`,
        depth: Math.max(depth + 1, run.chain.length),
        root,
        chain,
      },
      ...{ starter, parent: run.id, parent_seq: seq, side: null },
    }),
  );
  return { children, input: effect.each ? { text: foundText(ids.length, total) } : {} };
}

interface FoundRecords {
  readonly ids: readonly string[];
  /** How many there are in all. */
  readonly total: number;
}

/** The records for which a call has another automation run, found by what the app itself may see, always in the same order; no more than the step says, though all are counted. */
async function recordsFor(ground: Ground, { record, entity, effect }: Call, called: Automation): Promise<FoundRecords> {
  const { db, view, app } = ground;
  const { each, of } = effect;
  const id = of === undefined ? record.id : record.facts[of];
  if (!each && typeof id !== 'string') return { ids: [], total: 0 };
  const meant: Rule[] = each
    ? [...(each.link === undefined ? [] : [is(each.link, record.id)]), ...(each.when === undefined ? [] : [each.when])]
    : [is('id', id as string)];
  const rules = [...meant, ...(called.when === undefined ? [] : [called.when])];
  const about = each ? each.entity : (targetOf(app.published.app, of === undefined ? undefined : fieldOf(entity, of)) ?? entity).key;
  // What the version of the run asks of an entity that is gone since is asked of nothing.
  if (!entityOf(app.published.app, about)) return { ids: [], total: 0 };
  const query = { filter: rules.length === 0 ? undefined : { and: rules }, fields: [], sort: each?.sort, limit: each?.most ?? 1 };
  const page = JSON.parse(await listPage(db, view, about, query)) as { records: { id: string }[]; next: string | null };
  const ids = page.records.map((found) => found.id);
  if (page.next === null) return { ids, total: ids.length };
  const { count } = JSON.parse(await listPage(db, view, about, { ...query, limit: 1, count: true })) as { count: number };
  return { ids, total: count };
}

const is = (name: string, value: string): Rule => ({ '==': [{ var: name }, value] });

const foundText = (taken: number, total: number): Label =>
  taken === total
    ? { en: `Records found: ${total}`, 'zh-CN': `找到 ${total} 条记录` }
    : { en: `${taken} of ${total} records found`, 'zh-CN': `找到 ${total} 条记录，仅执行前 ${taken} 条` };

function named(automations: readonly Automation[] = [], chain: readonly string[]): Label {
  const names = (language: keyof Label) =>
    chain.map((key) => automations.find((each) => each.key === key)?.name[language] ?? key).join(' → ');
  return { en: names('en'), 'zh-CN': names('zh-CN') };
}
