import type { Automation, Node } from '@pipewright/definition';
import { expect } from 'vitest';
import type { openDemo } from './demo.ts';

const APP = '/apps/opportunity';
const RECORDS = `${APP}/records`;

/** The instant so many hours after another. */
export const hours = (from: string, n: number) => new Date(Date.parse(from) + n * 3_600_000).toISOString();
export const now = () => new Date().toISOString();
/** A moment from now, so that nothing is ahead of a clock that ticks in thousandths. */
export const soon = () => new Date(Date.now() + 1000).toISOString();

/** An automation of customers that calls others. */
export const parent = (nodes: Node[], more: Partial<Automation> = {}): Automation => ({
  ...{ key: 'parent', name: { en: 'Parent', 'zh-CN': '主流程' }, entity: 'customer', on: { kind: 'changed', fields: ['notes'] } },
  ...{ start: nodes[0]?.key ?? '', nodes, ...more },
});
/** One of contacts that is called. */
export const sub = (nodes: Node[], more: Partial<Automation> = {}): Automation => ({
  ...{ key: 'sub', name: { en: 'Sub', 'zh-CN': '子流程' }, entity: 'contact', on: { kind: 'called' }, start: nodes[0]?.key ?? '', nodes },
  ...more,
});
/** A step that writes values. */
export const mark = (key: string, values: Record<string, string>, done: string | null = null): Node => ({
  key,
  kind: 'set',
  values,
  next: { done },
});
export const title = (text: string, done: string | null = null) => mark(`title_${text}`, { job_title: text }, done);
export const wait = (key: string, after: number, done: string | null): Node => ({
  ...{ key, kind: 'wait', for: { kind: 'time', after, unit: 'hours' }, next: { done } },
});
/** For each contact of the customer. */
export const each = (more: object = {}, next: object = { done: 'after' }): Node =>
  ({ key: 'each', kind: 'call', automation: 'sub', each: { entity: 'contact', link: 'customer', most: 200 }, next, ...more }) as Node;
export const after = mark('after', { address: 'after' });

/** What is done with customers, their contacts and the runs about them. */
export function callingOn(demo: ReturnType<typeof openDemo>) {
  async function make(entity: string, values: object): Promise<string> {
    const made = await demo.admin.send('POST', `${RECORDS}/${entity}`, { values });
    expect([made.status, made.body.issues]).toEqual([201, undefined]);
    return made.body.id;
  }
  /** A customer with contacts of these names. */
  async function customer(...contacts: string[]): Promise<{ id: string; contacts: string[] }> {
    const id = await make('customer', { name: `Calls ${Math.random()}` });
    const ids: string[] = [];
    for (const name of contacts) ids.push(await make('contact', { name, customer: id }));
    return { id, contacts: ids };
  }
  async function change(entity: string, id: string, values: object) {
    const { version } = (await demo.admin.get(`${RECORDS}/${entity}/${id}`)).body;
    const done = await demo.admin.send('PATCH', `${RECORDS}/${entity}/${id}`, { version, values });
    expect([done.status, done.body.issues]).toEqual([200, undefined]);
  }
  const begin = (id: string) => change('customer', id, { notes: `Go ${Math.random()}` });

  const runs = async (query: object) => (await demo.admin.get(`${APP}/runs`, { limit: 50, ...query })).body.runs;
  const runOf = async (record: string) => (await runs({ record }))[0];
  const act = (id: string, what: 'skip' | 'end' | 'retry', body: object = {}) => demo.admin.send('POST', `${APP}/runs/${id}/${what}`, body);
  const fieldOf = async (entity: string, id: string, key: string) => (await demo.admin.get(`${RECORDS}/${entity}/${id}`)).body[key] ?? null;
  const titles = (ids: readonly string[]) => Promise.all(ids.map((id) => fieldOf('contact', id, 'job_title')));
  return { make, customer, change, begin, runs, runOf, act, fieldOf, titles };
}
