import type { Effect } from '@pipewright/process';
import { peopleFor } from '../about/people.ts';
import { behindText, seesOf } from '../about/sees.ts';
import { filled } from '../about/text.ts';
import { assign } from '../pool/assign.ts';
import { reclaim } from '../pool/reclaim.ts';
import { type Came, came, type Ground, type Task, termsOf } from './ground.ts';
import { told } from './write.ts';

/** Takes the record back from its owner. */
export async function takeBack(ground: Ground, task: Task<Extract<Effect, { kind: 'reclaim' }>>): Promise<Came> {
  const { entity, record, effect } = task;
  const owner = record.facts.owner;
  if (typeof owner !== 'string') return came('nobody');
  const { app } = ground.app.published;
  const terms = termsOf(ground, task);
  const to = [{ kind: 'owner' as const }];
  const [former] = (await peopleFor(ground.db, ground.app.published.key, [{ to, facts: record.facts }]))(to, record.facts);
  const sees = await seesOf(ground, [owner], behindText(app, entity, record, effect.text));
  const text = filled(app, entity, former?.role, record, effect.text, (named) => sees(owner, named));
  const outcome = await reclaim({ ...terms, telling: { ...terms.telling, takesBack: { text } } }, entity.key, record);
  return { ...told(outcome, {}), people: [owner] };
}

/** Gives the record to somebody of the first team that is meant. */
export async function giveAway(ground: Ground, task: Task<Extract<Effect, { kind: 'assign' }>>): Promise<Came> {
  const { entity, record, effect } = task;
  if (!effect.team) return came('nobody');
  const { by, team, most } = effect;
  const [outcome] = await assign(termsOf(ground, task), entity.key, [record], { by, team, most });
  if (outcome === 'nobody') return came('nobody');
  const owner = outcome && 'after' in outcome ? outcome.after.owner : undefined;
  return { ...told(outcome, {}), people: typeof owner === 'string' ? [owner] : [] };
}
