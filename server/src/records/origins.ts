import { type Entity, MOST_ORIGINS, type OriginStep, originFields, originOf, type RecordJson } from '@pipewright/definition';
import type { Queryable } from '../db/pool.ts';
import { entityFor } from '../door/entity.ts';
import type { InApp } from '../door/env.ts';
import { refuse } from '../ground/refusal.ts';
import { appForPerson } from '../published/view-for-person.ts';
import { getRecord } from './record.ts';

/**
 * The way back from a record to what it came of, the nearest first. Each step is read as the person may read it. What is out of sight is one last step without a name: what lies behind it can be
 * told by no reference that this person sees.
 */
export async function originsOf(db: Queryable, { view, published }: InApp, entityKey: string, id: string): Promise<OriginStep[]> {
  const { app } = appForPerson(published, view);
  const read = async (entity: Entity, record: string): Promise<RecordJson | undefined> => {
    const fields = [...new Set([entity.title, ...originFields(entity).map(({ key }) => key)])];
    const found = await getRecord(db, view, entity.key, record, { fields });
    return found === undefined ? undefined : JSON.parse(found);
  };
  const steps: OriginStep[] = [];
  let entity: Entity = entityFor({ ...view, app }, entityKey);
  let record: RecordJson = (await read(entity, id)) ?? refuse('unknown.record');
  const met = new Set([record.id]);
  while (steps.length < MOST_ORIGINS) {
    const origin = originOf(app, entity, record);
    if (!origin || met.has(origin.id)) break;
    met.add(origin.id);
    const found = origin.target && (await read(origin.target, origin.id));
    if (!origin.target || !found) return [...steps, { entity: origin.target?.key ?? null, id: null, name: null }];
    const name = found[origin.target.title];
    steps.push({ entity: origin.target.key, id: origin.id, name: typeof name === 'string' ? name : null });
    [entity, record] = [origin.target, found];
  }
  return steps;
}
