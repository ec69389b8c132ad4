import type { PoolState } from '@pipewright/definition';
import { expect, it } from 'vitest';
import { screen } from '../../../../test/dom/draw.tsx';
import { open, PUMP, pump } from '../../../../test/dom/record-page.tsx';
import { appOf, around, someone } from '../../../../test/dom/world.ts';

const inApp = appOf(someone({ claim: 'all', update: 'own' }));
const NOTHING: PoolState = {
  ...{ inPool: false, mayClaim: false, whyNot: null, reclaims: [], story: null, warned: null, appeal: null },
  ...{ mayAppeal: false, mayAnswer: false },
};
const state = (more: Partial<PoolState>) => ({ [`GET ${PUMP.path}/pool` as const]: { ...NOTHING, ...more } });
const by = { id: 'p2', name: 'Wang Wei' };
const since = '2026-03-10T02:00:00.000Z';
const story = { id: 'd1', since, way: 'given_up', person: by, by: null, automation: null } as const;
const free = { ...around(inApp), [PUMP.read]: { ...pump, owner: null, $may: { update: false, delete: false } } };

it('offers a record that belongs to nobody, says whose it was, and nothing else that would be refused', async () => {
  const { person, server } = await open({
    ...free,
    ...state({ inPool: true, mayClaim: true, story }),
    [`POST ${PUMP.path}/claim`]: { id: 'd1', version: 5 },
  });
  await screen.findByText('In the pool: it belongs to nobody. Since 2026-03-10: given up by Wang Wei');
  expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
  await person.click(screen.getByRole('button', { name: 'Claim' }));
  await screen.findByText('Claimed: 1');
  expect(server.asked.filter(({ method, path }) => method === 'POST' && path.endsWith('/claim'))).toHaveLength(1);
});

it('says why a record cannot be taken, before anybody presses', async () => {
  await open({ ...free, ...state({ inPool: true, whyNot: 'You have 9 open records.' }) });
  await screen.findByText('You have 9 open records.');
  expect(screen.queryByRole('button', { name: 'Claim' })).toBeNull();
});

it.each([
  ['en', 'Claim', 'Claimed: 1', 'Undo', 'Put back: 1'],
  ['zh-CN', '领取', '已领取 1 条', '撤销', '已放回 1 条'],
] as const)(
  'offers in %s to undo that a record was taken, in the version in which it was',
  async (language, claim, claimed, undo, back) => {
    const { person, server } = await open(
      {
        ...free,
        ...state({ inPool: true, mayClaim: true, story }),
        [`POST ${PUMP.path}/claim`]: { id: 'd1', version: 5 },
        [`POST ${PUMP.path}/unclaim`]: { id: 'd1', version: 6 },
      },
      { language },
    );
    await person.click(await screen.findByRole('button', { name: claim }));
    await screen.findByText(claimed);
    await person.click(screen.getByRole('button', { name: undo }));
    await screen.findByText(back);
    expect(server.asked.filter(({ path }) => path.endsWith('/unclaim')).map(({ body }) => body)).toEqual([{ version: 5 }]);
  },
);
