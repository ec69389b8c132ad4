import { updateProcess } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { concerns, pause } from './concerns.ts';

const app = exampleApp();
const at = 5;
const key = (entity: string, kind: string, ...rest: unknown[]) => ['records', 'a', entity, kind, ...rest];
const deal = (ids: string[] | null) => ({ entity: 'deal', ids, at });
const firm = (ids: string[] | null) => ({ entity: 'firm', ids, at });
const page = { pages: [{ records: [{ id: 'd1', firm: 'f1' }] }] };

describe('what news concerns', () => {
  it('is every list and board of the entity, which may gain the record', () => {
    for (const kind of ['list', 'board']) expect(concerns(app, { key: key('deal', kind, {}), data: page }, deal(['new']))).toBe(true);
    expect(concerns(app, { key: key('firm', 'list', {}), data: page }, deal(['d1']))).toBe(false);
  });

  it('is a record and its story by their id, and whatever shows what it refers to', () => {
    const record = { key: key('deal', 'one', 'd1'), data: { id: 'd1', firm: 'f1' } };
    expect(
      [deal(['d1']), deal(['d2']), deal(null), firm(['f1']), firm(['f2']), firm(null)].map((news) => concerns(app, record, news)),
    ).toEqual([...[true, false, true, true, false, true]]);
    for (const kind of ['line', 'shares', 'pool']) {
      const story = { key: key('deal', kind, 'd1'), data: { entries: [] } };
      expect([deal(['d1']), deal(['d2'])].map((news) => concerns(app, story, news))).toEqual([true, false]);
    }
    const list = { key: key('deal', 'list', {}), data: page };
    expect([firm(['f1']), firm(['f2'])].map((news) => concerns(app, list, news))).toEqual([true, false]);
  });

  it('is the exceptions that wait, of entities that know some', () => {
    const waiting = { key: ['records', 'a', 'exceptions'], data: { toAnswer: [], mine: [] } };
    const excepting = updateProcess(app, 'deal', { exceptions: true });
    expect([app, excepting].map((each) => concerns(each, waiting, deal(['d1'])))).toEqual([false, true]);
    expect(concerns(excepting, waiting, firm(['f1']))).toBe(false);
  });

  it('is the approvals that wait, whatever they are about, and one by its record', () => {
    const [count, shelf, one] = [['count'], ['shelf', 'todo'], ['one', 'a1']].map((rest) => ({
      ...{ key: ['records', 'a', 'approvals', ...rest], data: { record: 'd1' } },
    })) as [never, never, never];
    for (const each of [count, shelf]) expect(concerns(app, each, firm(['f1']))).toBe(true);
    expect([deal(['d1']), deal(['d2'])].map((news) => concerns(app, one, news))).toEqual([true, false]);
    const own = { key: key('deal', 'approvals', 'd1', 4), data: { approvals: [] } };
    expect([deal(['d1']), deal(['d2']), firm(['f1'])].map((news) => concerns(app, own, news))).toEqual([true, false, false]);
  });

  it('is the time line of a record whose activities changed, and no other part of it', () => {
    const [plain, firms] = app.entities;
    const noted = {
      ...app,
      entities: [plain, { ...firms, key: 'note', activityOf: 'deal', fields: [{ key: 'deal', target: 'deal' }] }],
    } as typeof app;
    const news = { entity: 'note', ids: ['n1'], at };
    const shown = ['line', 'one'].map((kind) => concerns(noted, { key: key('deal', kind, 'd1'), data: {} }, news));
    expect(shown).toEqual([true, false]);
  });

  it('is a report of the entity, and one that looks at it through a reference', () => {
    const report = (field: string) => ({
      key: key('deal', 'report', { entity: 'deal', dimensions: [{ key: 'd', field }], measures: [] }),
      data: {},
    });
    expect(concerns(app, report('due'), deal(['x']))).toBe(true);
    expect([
      concerns(app, report('firm.size'), firm(['x'])),
      concerns(app, report('firm'), firm(['x'])),
      concerns(app, report('due'), firm(['x'])),
    ]).toEqual([true, true, false]);
  });

  it('is everything where anything may have changed', () => {
    expect(concerns(app, { key: key('deal', 'one', 'd1'), data: undefined }, { entity: null, ids: null, at })).toBe(true);
  });
});

it('screens wait a little, each its own time, and in a busy time for the part of a second that is the question’s', () => {
  for (const random of [0, 0.5, 1]) expect(pause('a', 60_000, 1234, random)).toBe(random * 500);
  const part = (question: string, at: number) => (at + pause(question, 900, at, 0)) % 1000;
  for (const at of [1234, 5678.25, 9000]) expect([part('a', at), part('b', at)]).toEqual([97, 98]);
  for (const at of [0, 97, 98, 999]) expect(pause('a', 900, at, 1)).toBeLessThan(1250);
});
