import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Answers } from './answers.ts';
import { Lane } from './lane.ts';

const tick = () => new Promise((resolve) => setTimeout(resolve, 0));

/** A world whose value changes, and a question about it that is answered by hand. */
function world(heardAtOnce = 2) {
  const state = { now: 100, value: 0, runs: 0 };
  const open: { finish: () => void; fail: (error: Error) => void; signal: AbortSignal }[] = [];
  const lane = new Lane({ atOnce: 2, perPerson: 1, waiting: 50, waitingOfAll: 200, patience: 60_000 });
  const heard = new Lane({ atOnce: heardAtOnce, perPerson: 1, waiting: 50, waitingOfAll: 200, patience: 60_000 });
  const answers = new Answers({ asked: lane, heard }, async () => state.now);
  const answer = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      state.runs += 1;
      const seen = String(state.value);
      open.push({ finish: () => resolve(seen), fail: reject, signal });
    });
  const write = () => {
    state.now += 1;
    state.value += 1;
    return state.now;
  };
  const ask = (person: string, since?: number, signal?: AbortSignal, key = 'q') => answers.ask(key, { person, since, signal }, answer);
  return { state, open, answers, ask, write };
}

describe('shared answers', () => {
  it('serve with one run all who came before it began, and never who came after', async () => {
    const { state, open, ask, write } = world();
    const first = ask('ann');
    await tick();
    write();
    const later = Promise.all(Array.from({ length: 50 }, (_, i) => ask(`p${i}`)));
    await tick();
    expect(state.runs).toBe(1);
    open[0]?.finish();
    expect(await first).toBe('0');
    await tick();
    open[1]?.finish();
    expect(new Set(await later)).toEqual(new Set(['1']));
    expect(state.runs).toBe(2);
  });

  it('begin for all at the first turn that any of them gets, by whichever way', async () => {
    const { state, open, ask, write } = world(1);
    const told = write();
    const busy = ask('ann', told, undefined, 'other');
    await tick();
    const heard = ask('bob', told);
    await tick();
    expect(state.runs).toBe(1);
    const asked = ask('cid');
    await tick();
    expect(state.runs).toBe(2);
    open[1]?.finish();
    expect(await Promise.all([heard, asked])).toEqual(['1', '1']);
    open[0]?.finish();
    expect([await busy, state.runs]).toEqual(['1', 2]);
  });

  it('serve those who heard of a change with any answer begun after it was told, running or finished', async () => {
    const { state, open, ask, write } = world();
    const told = write();
    const first = ask('ann', told);
    await tick();
    const second = ask('bob', told);
    open[0]?.finish();
    expect([await first, await second, await ask('cid', told), await ask('ann', told - 1)]).toEqual(['1', '1', '1', '1']);
    expect(state.runs).toBe(1);
    const next = ask('cid', write());
    await tick();
    open[1]?.finish();
    expect([await next, state.runs]).toEqual(['2', 2]);
  });

  it('are never served to another question, so never to other rights', async () => {
    const { state, open, ask } = world();
    const both = [ask('ann', 1, undefined, 'own of ann'), ask('bob', 1, undefined, 'own of bob')];
    await tick();
    expect(state.runs).toBe(2);
    for (const each of open) each.finish();
    await Promise.all(both);
  });

  it('are given up when everybody has gone, and only then; who comes meanwhile gets a new one', async () => {
    const { open, ask } = world();
    const [a, b] = [new AbortController(), new AbortController()];
    const both = [ask('ann', 1, a.signal), ask('bob', 1, b.signal)].map((each) => each.catch((error: Error) => error.message));
    await tick();
    a.abort();
    await tick();
    expect(open[0]?.signal.aborted).toBe(false);
    b.abort();
    await tick();
    expect(open[0]?.signal.aborted).toBe(true);
    const late = ask('cid', 1);
    open[0]?.fail(new Error('cancelled'));
    await tick();
    open[1]?.finish();
    expect([await Promise.all(both), await late]).toEqual([['query.too_slow', 'query.too_slow'], '0']);
  });

  it('tell everybody what went wrong, keep no failure, and do not wait behind the line of one person', async () => {
    const { state, open, ask } = world();
    const busy = ask('ann', undefined, undefined, 'something else');
    await tick();
    const waits = ask('ann').catch((error: Error) => error.message);
    const joins = ask('bob').catch((error: Error) => error.message);
    await tick();
    // Ann may ask one thing at a time; Bob's turn begins what both wait for.
    expect(state.runs).toBe(2);
    open[1]?.fail(new Error('broken'));
    expect([await waits, await joins]).toEqual(['broken', 'broken']);
    open[0]?.finish();
    await busy;
    const again = ask('ann');
    await tick();
    open[2]?.finish();
    expect(await again).toBe('0');
  });

  it('are, in any order of events, never older than what the asker knows', async () => {
    const step = fc.oneof(
      fc.constant({ kind: 'write' as const }),
      fc.record({ kind: fc.constant('ask' as const), person: fc.constantFrom('a', 'b', 'c', 'd'), heard: fc.boolean() }),
      fc.record({ kind: fc.constant('finish' as const), which: fc.nat(3) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { state, open, ask, write } = world();
        let told = 0;
        const checks: Promise<void>[] = [];
        const finish = (which: number) => open.splice(which % Math.max(open.length, 1), 1)[0]?.finish();
        for (const each of steps) {
          if (each.kind === 'write') told = write();
          else if (each.kind === 'finish') finish(each.which);
          else {
            const least = state.value;
            checks.push(
              ask(each.person, each.heard && told > 0 ? told : undefined).then((text) =>
                expect(Number(text)).toBeGreaterThanOrEqual(least),
              ),
            );
          }
          await tick();
        }
        while (open.length > 0) {
          finish(0);
          await tick();
          await tick();
        }
        await Promise.all(checks);
      }),
      { numRuns: 60 },
    );
  });
});
