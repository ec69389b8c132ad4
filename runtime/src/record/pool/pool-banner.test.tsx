import type { PoolState } from '@pipewright/definition';
import { expect, it } from 'vitest';
import { screen } from '../../../../test/dom/draw.tsx';
import { open, PUMP, pump } from '../../../../test/dom/record-page.tsx';
import { appOf, around, someone } from '../../../../test/dom/world.ts';

const inApp = appOf(someone({ claim: 'all', update: 'own' }));
const NOTHING: PoolState = {
  ...{ inPool: false, mayClaim: false, whyNot: null, reclaims: [], warned: null, appeal: null },
  ...{ mayAppeal: false, mayAnswer: false },
};
const state = (more: Partial<PoolState>) => ({ [`GET ${PUMP.path}/pool` as const]: { ...NOTHING, ...more } });
const by = { id: 'p2', name: 'Wang Wei' };
const at = '2026-03-10T02:00:00.000Z';
const free = { ...around(inApp), [PUMP.read]: { ...pump, owner: null, $may: { update: false, delete: false } } };

it('offers a record that belongs to nobody, says whose it was, and nothing else that would be refused', async () => {
  const { person, server } = await open({
    ...free,
    ...state({ inPool: true, mayClaim: true, reclaims: [{ person: by, at }] }),
    [`POST ${PUMP.path}/claim`]: { id: 'd1', version: 5 },
  });
  await screen.findByText(/Taken back from Wang Wei on 2026-03-10/);
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
