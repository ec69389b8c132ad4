import type { ApprovalWish } from '@pipewright/definition';
import { settleRuns } from '@pipewright/server';
import { beforeAll, expect, it } from 'vitest';
import { type Approver, approvalDesk, approvalFlow, hire } from './support/approving.ts';
import { automate } from './support/automating.ts';
import { clientFor, type TestClient } from './support/client.ts';
import { openDemo } from './support/demo.ts';
import { diceOf } from './support/dice.ts';

const RACES = Number(process.env.RACES ?? 24);
const demo = openDemo();
let seller: TestClient;
let approvers: Approver[];

beforeAll(async () => {
  seller = await clientFor(demo.server, 'sales@demo.local');
  approvers = await hire(demo.server, ['Ann', 'Bea', 'Cid', 'Dan'], 'analyst');
});

/** Carries runs on while others decide, as workers of other machines do. */
const worker = () =>
  settleRuns(
    demo.server,
    () => false,
    async () => new Date(Date.now() + 1000).toISOString(),
  );

it('has one effect of decisions that come at once, by several people, from two windows, while workers look', {
  timeout: 3_600_000,
}, async () => {
  const dice = diceOf(Number(process.env.RACE_SEED ?? 5));
  const desk = approvalDesk(demo.server, demo.admin);
  const to = [{ kind: 'role' as const, role: 'analyst' }];
  for (let race = 0; race < RACES; race += 1) {
    const mode = dice.pick(['any', 'all', 'turn'] as const);
    if (race % 8 === 0) await automate(demo.admin, [approvalFlow({ to, mode, unlocked: true })]);
    const record = (await desk.deal(seller)).id;
    await desk.press(seller, record);
    await desk.settle();
    const [approval] = await desk.of(seller, record);
    const id = approval?.id ?? '';
    const { digest } = await desk.one(seller, id);
    const wishes: readonly ApprovalWish[] = [
      ...Array.from({ length: 4 }, (): ApprovalWish => ({ act: 'approve', digest })),
      { act: 'reject', digest, note: 'No' },
      { act: 'return', digest, note: 'Again' },
      { act: 'transfer', to: dice.pick(approvers).user },
    ];
    const many = 2 + dice.below(7);
    const acts = Array.from({ length: many }, () => {
      if (dice.chance(0.1)) return { by: 'seller', done: desk.act(seller, id, { act: 'withdraw' }) };
      const who = dice.pick(approvers);
      const wish = dice.pick(wishes);
      return { by: who.user, done: desk.act(who.client, id, wish) };
    });
    const edit = dice.chance(0.2) ? desk.change(seller, record, { amount: '7' }) : undefined;
    const workers = dice.chance(0.3) ? worker() : undefined;
    const answers = await Promise.all(acts.map(({ done }) => done));
    await Promise.all([edit, workers]);
    expect([race, answers.filter(({ status }) => status >= 500)]).toEqual([race, []]);
    await desk.settle();
    await desk.settle();
    // What was done is what stands in its story, once for each that was answered so.
    const { story, phase } = await desk.one(seller, id);
    const happened = story.filter(({ by }: { by: unknown }) => by !== null).length;
    expect([race, happened]).toEqual([race, answers.filter(({ status }) => status === 200).length]);
    const [sums] = await demo.ask(
      `select (select count(*)::integer from app_opportunity._ledger l where l.record = $1 and l.kind = 'update' and l.after ? 'next_step') as went,
        (select count(*)::integer from app_opportunity._run r where r.record = $1 and r.state = 'done') as done,
        (select count(*)::integer from pipewright.notice n where n.record = $1 and n.kind in ('approvalApproved', 'approvalRejected', 'approvalVoided')) as told,
        (select count(*)::integer from (select x.by from app_opportunity._approval_act x where x.approval = $2 and x.kind in ('approve', 'reject') group by x.by having count(*) > 1) d) as twice`,
      [record, id],
    );
    const over = !['open', 'returned'].includes(phase);
    const resubmitted = story.some(({ kind }: { kind: string }) => kind === 'resubmit');
    expect([race, phase, sums]).toEqual([
      race,
      phase,
      { went: over ? 1 : 0, done: over ? 1 : 0, told: over && phase !== 'withdrawn' ? 1 : 0, twice: resubmitted ? expect.any(Number) : 0 },
    ]);
    if (over) expect([race, await desk.came(record)]).toEqual([race, phase === 'voided' ? 'withdrawn' : phase]);
  }
});
