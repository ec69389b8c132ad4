import { setTimeout as sleep } from 'node:timers/promises';
import { type App, addField, type Field } from '@pipewright/definition';
import type { Running } from '../running.ts';

/** Where people work while things are killed: the product, whether the day is over, and what they start from. */
export interface Day {
  readonly product: Running;
  readonly over: () => boolean;
  /** The values of a new opportunity. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly user: string;
  readonly departments: readonly string[];
}

/** A write that was acknowledged, with the mark it left. */
export interface Acknowledged {
  readonly id: string;
  readonly version: number;
  readonly step: string;
}

const app = '/apps/opportunity';
const records = `${app}/records/opportunity`;

/** Asks; nobody answering is an answer too, with status 0. */
export async function ask(product: Running, method: string, path: string, body?: unknown) {
  return product.call(method, path, body).catch(() => ({ status: 0, body: {} as Record<string, unknown> }));
}

/** Writes records, changes, closes and deletes them. Every attempt has a mark of its own, so that a write that was done twice shows. */
export async function write({ product, over, values }: Day, who: number, acknowledged: Acknowledged[]): Promise<number> {
  let n = 0;
  for (; !over(); n += 1) {
    const step = `${who}.${n}`;
    const made = await ask(product, 'POST', records, { values: { ...values, next_step: step } });
    if (made.status !== 201) {
      await sleep(50);
      continue;
    }
    const id = made.body.id as string;
    const version = made.body.version as number;
    acknowledged.push({ id, version, step });
    const changed = await ask(product, 'PATCH', `${records}/${id}`, { version, values: { next_step: `${step}!` } });
    if (changed.status === 200) acknowledged.push({ id, version: version + 1, step: `${step}!` });
    await ask(product, 'POST', `${records}/${id}/move`, { version: version + 1, status: 'lost', values: { lost_reason: 'price' } });
    if (n % 5 === 0) await ask(product, 'DELETE', `${records}/${id}`);
  }
  return n;
}

/** Moves a person between departments. Answers how often, and where the person may stand at the end: the last place that was acknowledged, or one asked for after it. */
export async function move({ product, over, user, departments }: Day): Promise<{ moves: number; places: string[] }> {
  let moves = 0;
  let places: string[] = [];
  for (let n = 0; !over(); n += 1) {
    await sleep(150);
    const department = departments[n % departments.length] as string;
    const { status } = await ask(product, 'PATCH', `/people/${user}`, { department });
    if (status === 200) moves += 1;
    places = status === 200 ? [department] : [...places, department];
  }
  return { moves, places };
}

/** Publishes fields with lists that are sorted by them, whose indexes are built afterwards. Answers the versions that were acknowledged. */
export async function publish({ product, over }: Day): Promise<number[]> {
  const versions: number[] = [];
  for (let n = 0; !over(); n += 1) {
    await sleep(300);
    const draft = (await ask(product, 'GET', `${app}/draft`)).body as unknown as { definition?: App; revision: number; version: number };
    if (!draft.definition) continue;
    const field: Field = { key: `kill_${n}`, type: 'text', name: { en: `Kill ${n}`, 'zh-CN': `第${n}次` } };
    const known = addField(draft.definition, 'opportunity', field);
    const definition = {
      ...known,
      entities: known.entities.map((entity) =>
        entity.key === 'opportunity' ? { ...entity, views: entity.views.map((view) => ({ ...view, sort: field.key })) } : entity,
      ),
    };
    const saved = await ask(product, 'PUT', `${app}/draft`, { revision: draft.revision, definition });
    const done = await ask(product, 'POST', `${app}/publish`, { base: draft.version, revision: saved.body.revision });
    if (done.status === 200) versions.push(done.body.version as number);
  }
  return versions;
}
