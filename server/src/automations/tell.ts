import { comesAgain } from '@pipewright/definition';
import type { Effect } from '@pipewright/process';
import { peopleFor } from '../about/people.ts';
import { behindText, seesOf } from '../about/sees.ts';
import { filled } from '../about/text.ts';
import { notifyEach } from '../notices/notify.ts';
import { type Came, came, type Ground, type Task } from './ground.ts';
import { takeBacks } from './take-back.ts';

type Tells = Extract<Effect, { kind: 'notify' | 'cc' }>;
type Notify = Task<Tells>;

const warns = (effect: Tells) => effect.kind === 'notify' && effect.warns;

const kindOf = (effect: Tells): 'cc' | 'warning' | 'reminder' => (effect.kind === 'cc' ? 'cc' : warns(effect) ? 'warning' : 'reminder');

/** What names a step of a run: one that it may come to again tells something each time. */
function stepKey({ run, seq, ready }: Notify): string {
  const node = ready.nodes.get(run.node ?? '')?.node;
  return node && comesAgain(ready.automation.nodes, node) ? `${node.key} ${seq}` : `${run.node}`;
}

/** Tells people who may see them of the records of runs, those of one entity and kind in one statement: once per person, time it comes to the step, and what the run began for. */
export async function tell(ground: Ground, tasks: readonly Notify[]): Promise<Came[]> {
  const { db, app, announce } = ground;
  const { key, app: definition } = app.published;
  const whoIs = await peopleFor(
    db,
    key,
    tasks.map(({ effect, record }) => ({ to: effect.to, facts: record.facts })),
  );
  const sees = await seesOf(
    ground,
    tasks.flatMap(({ effect, record }) => whoIs(effect.to, record.facts).map(({ user }) => user)),
    tasks.flatMap(({ entity, record, effect }) => [
      { entity: entity.key, id: record.id },
      ...behindText(definition, entity, record, effect.text),
    ]),
  );
  const dues = await takeBacks(
    ground,
    tasks.filter(({ effect }) => warns(effect)),
  );
  const wished = tasks.map((task) => {
    const { run, ready, entity, record, effect } = task;
    // That there is a record, and that something happens to it, is told to who may see it and to no one else.
    const people = whoIs(effect.to, record.facts).filter(({ user }) => sees(user, { entity: entity.key, id: record.id }));
    const { on, name } = ready.automation;
    const due = dues.get(run.id);
    const level = on.kind === 'since' && effect.kind === 'notify' ? on.levels.findIndex((each) => each.key === run.level) + 1 : 0;
    const wishes = people.map(({ user, role }) => ({
      ...{ person: user, record: record.id, key: `${run.automation} ${run.episode} ${stepKey(task)}` },
      words: {
        text: filled(definition, entity, role, record, effect.text, (named) => sees(user, named)),
        ...{ automation: name, ...(level > 0 ? { level } : {}), ...(due === undefined ? {} : { due }) },
      },
    }));
    return {
      task,
      wishes,
      source: { app: key, kind: kindOf(effect), entity: entity.key, by: null },
    };
  });
  for (const [, group] of Map.groupBy(wished, ({ source }) => `${source.kind} ${source.entity}`)) {
    const [first] = group;
    if (first)
      await notifyEach(
        db,
        first.source,
        group.flatMap(({ wishes }) => wishes),
        announce,
      );
  }
  return wished.map(({ wishes, task }) =>
    wishes.length === 0
      ? came('nobody')
      : came('done', {
          people: wishes.map(({ person }) => person),
          input: { text: filled(definition, task.entity, ground.view.principal.role.key, task.record, task.effect.text, () => true) },
        }),
  );
}
