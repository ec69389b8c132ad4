import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { outlast } from '../db/outlast.ts';
import { type AppEvent, Gathered } from './gathered.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());
const event = (entity: string | null, ...ids: string[]): AppEvent => ({ app: 'x', entity, changes: ids.map((id) => ({ id, version: 1 })) });

describe('changes that are told', () => {
  it('are told soon after a quiet time, and together in a busy one', () => {
    const sent: number[] = [];
    const gathered = new Gathered((events) => sent.push(events.length));
    gathered.add(event('deal', 'a'));
    vi.advanceTimersByTime(99);
    expect(sent).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(sent).toEqual([1]);
    gathered.add(event('deal', 'b'));
    vi.advanceTimersByTime(300);
    gathered.add(event('firm', 'c'));
    vi.advanceTimersByTime(199);
    expect(sent).toEqual([1]);
    vi.advanceTimersByTime(1);
    expect(sent).toEqual([1, 2]);
  });

  it('name the people whose notices changed, everybody where they are too many, and are no news of records', () => {
    const sent: AppEvent[] = [];
    const gathered = new Gathered((events) => sent.push(...events));
    const notices = (people: string[]): AppEvent => ({ app: 'x', entity: null, people });
    gathered.add(notices(['p1']));
    gathered.add({ app: 'x', entity: null });
    gathered.add(notices(['p1', 'p2']));
    vi.advanceTimersByTime(100);
    expect(sent).toEqual([
      { app: 'x', entity: null, people: ['p1', 'p2'] },
      { app: 'x', entity: null },
    ]);
    gathered.add(notices(['p3']));
    gathered.add(notices(Array.from({ length: 100 }, (_, i) => `q${i}`)));
    vi.advanceTimersByTime(500);
    expect(sent.slice(2)).toEqual([{ app: 'x', entity: null, people: null }]);
  });

  it('are those of one entity as one, each record once with the version that was first', () => {
    const sent: AppEvent[] = [];
    const gathered = new Gathered((events) => sent.push(...events));
    gathered.add(event('deal', 'a', 'b'));
    gathered.add({
      app: 'x',
      entity: 'deal',
      changes: [
        { id: 'a', version: 5 },
        { id: 'c', version: 7 },
      ],
    });
    gathered.add(event(null));
    gathered.add({ app: 'y', entity: 'deal' });
    vi.runAllTimers();
    expect(sent.map(({ app, entity }) => `${app} ${entity}`)).toEqual(['x deal', 'x null', 'y deal']);
    expect(sent[0]?.changes?.toSorted((one, two) => (one.id < two.id ? -1 : 1))).toEqual([
      { id: 'a', version: 1 },
      { id: 'b', version: 1 },
      { id: 'c', version: 7 },
    ]);
  });

  it('name no records where these are many, or where one of them names none', () => {
    const sent: AppEvent[] = [];
    const gathered = new Gathered((events) => sent.push(...events));
    const many = (count: number) => Array.from({ length: count }, (_, i) => `r${i}`);
    gathered.add(event('few', ...many(100)));
    gathered.add(event('many', ...many(101)));
    gathered.add(event('any', 'a'));
    gathered.add({ app: 'x', entity: 'any' });
    gathered.add(event('any', 'b'));
    vi.runAllTimers();
    expect(sent.map(({ entity, changes }) => [entity, changes?.length])).toEqual([
      ['few', 100],
      ['many', undefined],
      ['any', undefined],
    ]);
  });

  it('are told no more once it is stopped', () => {
    const send = vi.fn();
    const gathered = new Gathered(send);
    gathered.add(event('deal', 'a'));
    gathered.stop();
    vi.runAllTimers();
    expect(send).not.toHaveBeenCalled();
  });
});

describe('work that outlasts a database that goes away', () => {
  const away = () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

  it('is begun again until it is done', async () => {
    const work = vi.fn(async () => {
      if (work.mock.calls.length < 3) throw away();
      return 'done';
    });
    const done = outlast(work);
    await vi.runAllTimersAsync();
    expect([await done, work.mock.calls.length]).toEqual(['done', 3]);
  });

  it('ends with any other fault, and with a lost database once nobody waits', async () => {
    const fault = vi.fn(async () => Promise.reject(new Error('a bug')));
    await expect(outlast(fault)).rejects.toThrow('a bug');
    expect(fault).toHaveBeenCalledOnce();
    await expect(
      outlast(
        () => Promise.reject(away()),
        () => true,
      ),
    ).rejects.toThrow('ECONNREFUSED');
  });
});
