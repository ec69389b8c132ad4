import { describe, expect, it, vi } from 'vitest';
import { Lane, type Width } from './lane.ts';

const width: Width = { atOnce: 3, perPerson: 2, waiting: 5, waitingOfAll: 8, patience: 1000 };

/** Work that goes on until it is told to end, and what is going on. */
function workshop(lane: Lane) {
  const going: { person: string; end: () => void }[] = [];
  const order: string[] = [];
  const refused: string[] = [];
  const ask = (person: string, signal?: AbortSignal) =>
    void lane
      .take(
        person,
        () =>
          new Promise<void>((resolve) => {
            order.push(person);
            const own = {
              person,
              end: () => {
                going.splice(going.indexOf(own), 1);
                resolve();
              },
            };
            going.push(own);
          }),
        signal,
      )
      .catch((error) => refused.push(`${person} ${error.issues?.[0]?.code ?? error.name}`));
  const settle = () => vi.waitFor(() => undefined);
  const endOne = async (person: string) => {
    going.find((each) => each.person === person)?.end();
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  return { ask, going: () => going.map((each) => each.person).sort(), order, refused, endOne, settle };
}

describe('a lane', () => {
  it('lets a person in only so often, and people take turns whoever asked for most', async () => {
    const { ask, going, order, endOne } = workshop(new Lane(width));
    for (let i = 0; i < 6; i += 1) ask('greedy');
    await Promise.resolve();
    expect(going()).toEqual(['greedy', 'greedy']);
    ask('ann');
    ask('bob');
    ask('ann');
    await Promise.resolve();
    expect(going()).toEqual(['ann', 'greedy', 'greedy']);
    await endOne('greedy');
    expect(going()).toEqual(['ann', 'greedy', 'greedy']);
    await endOne('greedy');
    expect(going()).toEqual(['ann', 'bob', 'greedy']);
    await endOne('greedy');
    expect(going()).toEqual(['ann', 'ann', 'bob']);
    for (const person of ['ann', 'bob', 'ann', 'greedy', 'greedy', 'greedy']) await endOne(person);
    expect(going()).toEqual([]);
    expect(order.filter((person) => person === 'greedy')).toHaveLength(6);
  });

  it('refuses in words what is too much for one person or for all, and goes on', async () => {
    const { ask, refused, going, endOne } = workshop(new Lane(width));
    for (let i = 0; i < 8; i += 1) ask('greedy');
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(refused).toEqual(['greedy query.too_many']);
    for (let i = 0; i < 7; i += 1) ask(`other ${i}`);
    await new Promise((resolve) => setTimeout(resolve, 0));
    // One came in, three found a place to wait.
    expect(refused.slice(1)).toEqual(['other 4 query.too_many', 'other 5 query.too_many', 'other 6 query.too_many']);
    await endOne('other 0');
    expect(going()).toContain('other 1');
  });

  it('loses patience, forgets who has gone, and is free again afterwards', async () => {
    vi.useFakeTimers();
    const { ask, refused, going } = workshop(new Lane({ ...width, atOnce: 1 }));
    const gone = new AbortController();
    ask('ann');
    ask('bob', gone.signal);
    ask('cid');
    gone.abort();
    await vi.advanceTimersByTimeAsync(999);
    expect([going(), refused]).toEqual([['ann'], ['bob query.too_slow']]);
    await vi.advanceTimersByTimeAsync(2);
    expect(refused).toEqual(['bob query.too_slow', 'cid query.too_many']);
    vi.useRealTimers();
  });

  it('gives the place back when work fails', async () => {
    const lane = new Lane({ ...width, atOnce: 1 });
    await expect(lane.take('ann', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await lane.take('bob', async () => 'done')).toBe('done');
  });
});
