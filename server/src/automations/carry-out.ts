import type { Effect } from '@pipewright/process';
import { askFor } from './approve.ts';
import { callOut } from './call.ts';
import { callOthers } from './call-others.ts';
import { type Came, came, type Ground, type Task } from './ground.ts';
import { giveAway, takeBack } from './pool.ts';
import { mail, post } from './send.ts';
import { tell } from './tell.ts';
import { waitFor } from './wait.ts';
import { createRecord, moveRecord, setFields, setStatus } from './write.ts';

type Kind = Effect['kind'];
type Carry<K extends Kind> = (ground: Ground, tasks: readonly Task<Extract<Effect, { kind: K }>>[]) => Promise<Came[]>;

/** Carries tasks out one after the other. */
const oneByOne =
  <K extends Kind>(carry: (ground: Ground, task: Task<Extract<Effect, { kind: K }>>) => Promise<Came>): Carry<K> =>
  async (ground, tasks) => {
    const done: Came[] = [];
    for (const task of tasks) done.push(await carry(ground, task));
    return done;
  };

const CARRY: { readonly [K in Kind]: Carry<K> } = {
  notify: tell,
  cc: tell,
  set: oneByOne<'set'>(setFields),
  create: oneByOne<'create'>(createRecord),
  move: oneByOne<'move'>(moveRecord),
  status: oneByOne<'status'>(setStatus),
  reclaim: oneByOne<'reclaim'>(takeBack),
  assign: oneByOne<'assign'>(giveAway),
  post: oneByOne<'post'>(post),
  mail: oneByOne<'mail'>(mail),
  branch: (_, tasks) => Promise.resolve(tasks.map(({ effect: { exit } }) => came('done', { exit }))),
  wait: waitFor,
  call: callOthers,
  parallel: callOthers,
  approve: oneByOne<'approve'>(askFor),
  http: oneByOne<'http'>(callOut),
  end: (_, tasks) => Promise.resolve(tasks.map(() => came('done'))),
};

/** Carries out steps of many runs, all of one kind together. Answers what came of each, in their order. */
export async function carryOut(ground: Ground, tasks: readonly Task[]): Promise<Came[]> {
  const results = new Map<Task, Came>();
  for (const [kind, group] of Map.groupBy(tasks, ({ effect }) => effect.kind)) {
    const carry = CARRY[kind] as Carry<Kind>;
    const done = await carry(ground, group as never);
    for (const [i, task] of group.entries()) results.set(task, done[i] as Came);
  }
  return tasks.map((task) => results.get(task) as Came);
}
