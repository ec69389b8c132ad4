import { expect, it } from 'vitest';
import { ApprovalWorld } from './support/approval-world.ts';
import { approvalDesk, hire } from './support/approving.ts';
import { automate } from './support/automating.ts';
import { clientFor } from './support/client.ts';
import { openDemo } from './support/demo.ts';
import { diceOf } from './support/dice.ts';

const STEPS = Number(process.env.APPROVAL_STEPS ?? 250);
const SEED = Number(process.env.APPROVAL_SEED ?? 1);
const demo = openDemo();

it('stands as a model of it that was made another way, whatever people do, and whatever becomes of them', {
  timeout: 7_200_000,
}, async () => {
  const known = async (email: string) => {
    const client = await clientFor(demo.server, email);
    return { email, client, user: (await client.get('/me')).body.user as string };
  };
  const label = { en: 'Approver', 'zh-CN': '审批人' };
  await automate(demo.admin, [], (app) => ({
    ...app,
    roles: [
      ...app.roles,
      { ...structuredClone(app.roles.find(({ key }) => key === 'analyst')), key: 'approver', name: label } as (typeof app.roles)[number],
    ],
  }));
  const hired = await hire(demo.server, ['Ann', 'Bea', 'Cid', 'Dan', 'Eve'], 'approver');
  const world = new ApprovalWorld({
    ...{ dice: diceOf(SEED), desk: approvalDesk(demo.server, demo.admin), ask: demo.ask },
    ...{ admin: await known('admin@demo.local'), seller: await known('sales@demo.local') },
    boss: { ...(await known('manager@demo.local')), active: true, role: 'manager' },
    approvers: hired.map((each) => ({ ...each, active: true, role: 'approver' })),
  });
  for (let n = 0; n < STEPS; n += 1)
    for (const [what, is, expected] of await world.step()) expect([n, what, is]).toEqual([n, what, expected]);
  if (process.env.APPROVAL_COUNTS) console.log(Object.fromEntries([...world.counts].sort()));
  expect(world.counts.get('begun')).toBeGreaterThan(STEPS / 50);
});
