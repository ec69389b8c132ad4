import type { ReadyAutomation } from '@pipewright/process';
import { peopleFor } from '../about/people.ts';
import { viewsOf } from '../door/enter.ts';
import { Refusal } from '../ground/refusal.ts';
import { notifyEach } from '../notices/notify.ts';
import { listPage } from '../records/list.ts';
import type { RunRow } from './claim.ts';
import { type Came, came, type Ground } from './ground.ts';

/** Tells people of how many records a rule holds, each of how many that person may see; who sees none of them is told nothing. */
export async function tellOfList(ground: Ground, run: RunRow, ready: ReadyAutomation | undefined, key: string | null): Promise<Came> {
  const node = ready?.nodes.get(key ?? '')?.node;
  if (!ready || node?.kind !== 'notify') return came('overtaken');
  const { db, app, server, announce } = ground;
  const { automation } = ready;
  const whoIs = await peopleFor(db, app.published.key, [{ to: node.to, facts: {} }]);
  const people = whoIs(node.to, {}).map(({ user }) => user);
  const views = await viewsOf(server, db, people, app.published.key);
  const wishes = [];
  for (const person of people) {
    const view = views.get(person);
    const count = view ? await countFor(ground, view, automation.entity, automation.when) : 0;
    const words = { text: node.text, automation: automation.name, count };
    if (count > 0) wishes.push({ person, record: null, key: `${run.automation} ${run.episode} ${key}`, words });
  }
  await notifyEach(
    db,
    { app: app.published.key, kind: node.warns ? 'warning' : 'reminder', entity: automation.entity, by: null },
    wishes,
    announce,
  );
  return wishes.length === 0 ? came('nobody') : came('done', { people: wishes.map(({ person }) => person), input: { text: node.text } });
}

/** How many of the records a person may see; none where the rule speaks of what that person may not know. */
async function countFor(
  { db, now }: Ground,
  view: Ground['view'],
  entity: string,
  filter: ReadyAutomation['automation']['when'],
): Promise<number> {
  try {
    const page = await listPage(db, { ...view, principal: { ...view.principal, now } }, entity, {
      filter,
      fields: [],
      limit: 1,
      count: true,
    });
    return Number((JSON.parse(page) as { count: string }).count);
  } catch (error) {
    if (error instanceof Refusal) return 0;
    throw error;
  }
}
