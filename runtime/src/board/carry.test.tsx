import type { RecordJson } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { board, carry, dialog, inOffer, MOVE, pump } from '../../../test/dom/board-page.tsx';
import { cardsIn, choose, menuItems, screen } from '../../../test/dom/draw.tsx';
import { refuse } from '../../../test/dom/server.ts';
import { appOf, around, someone } from '../../../test/dom/world.ts';

describe('a card that is moved', () => {
  it('is in its new column before the server has answered, and stays there', async () => {
    const held = Promise.withResolvers<RecordJson>();
    const visited = await board({ 'POST /apps/x/records/deal/d1/move': () => held.promise });
    await carry(visited, 'offer');
    expect([cardsIn('start'), cardsIn('offer')]).toEqual([[], ['Pump']]);
    expect(visited.server.writes()).toEqual([[MOVE, { version: 4, stage: 'offer' }]]);
    visited.server.answer({ 'GET /apps/x/board/deal': inOffer });
    held.resolve({ ...pump, stage: 'offer' });
    expect(await screen.findByText('Moved')).toBeTruthy();
    expect([cardsIn('start'), cardsIn('offer')]).toEqual([[], ['Pump']]);
  });

  it('is put back where it is refused, with the reasons', async () => {
    const low = refuse(422, 'It is worth too little', { code: 'gate.failed', path: 'amount' });
    const visited = await board({ ...around(appOf(someone({ readonly: ['amount', 'due'] }))), [MOVE]: low });
    await carry(visited, 'offer');
    expect(await screen.findByText('“Pump” stays where it is')).toBeTruthy();
    expect(screen.getByText('It is worth too little')).toBeTruthy();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect([cardsIn('start'), cardsIn('offer')]).toEqual([['Pump'], []]);
  });

  it('asks for what is missing, and tries again with it', async () => {
    let tries = 0;
    const visited = await board({
      'POST /apps/x/records/deal/d1/move': () => {
        tries += 1;
        return tries === 1 ? refuse(422, 'It is worth too little', { code: 'gate.failed', path: 'amount' }) : { ...pump, stage: 'offer' };
      },
    });
    await carry(visited, 'offer');
    const asked = await dialog();
    expect(asked.getByText('Move “Pump” to “offer”')).toBeTruthy();
    const amount = asked.getByLabelText('Amount');
    // At its field, and nowhere else.
    expect(asked.getAllByText('It is worth too little').map(({ parentElement }) => parentElement?.id)).toEqual(['ask_amount_faults']);
    expect([amount.getAttribute('aria-describedby'), amount.getAttribute('aria-required')]).toEqual(['ask_amount_faults', 'true']);
    await visited.person.clear(amount);
    await visited.person.type(amount, '500');
    await visited.person.click(asked.getByRole('button', { name: 'Move' }));
    expect(await screen.findByText('Moved')).toBeTruthy();
    expect(visited.server.writes().at(-1)).toEqual([MOVE, { version: 4, stage: 'offer', values: { amount: '500' } }]);
  });

  it('is not tried again with what is not understood, which stays and is said at its field', async () => {
    const visited = await board({
      'POST /apps/x/records/deal/d1/move': refuse(422, 'It is worth too little', { code: 'gate.failed', path: 'amount' }),
    });
    await carry(visited, 'offer');
    const asked = await dialog();
    const amount = asked.getByLabelText<HTMLInputElement>('Amount');
    await visited.person.clear(amount);
    await visited.person.type(amount, 'enough');
    const before = visited.server.writes().length;
    await visited.person.click(asked.getByRole('button', { name: 'Move' }));
    expect(asked.getByText('“Amount” needs an amount in ¥, such as 1200, 12k or 1.5m.')).toBeTruthy();
    expect([amount.value, document.activeElement, visited.server.writes().length]).toEqual(['enough', amount, before]);
  });

  it('is asked at once for fields that are empty, where its person may fill them in', async () => {
    const empty = refuse(422, '“start” cannot be left yet: “Due” is missing.', { code: 'gate.required', path: 'due' });
    const visited = await board({ [MOVE]: empty });
    await carry(visited, 'offer');
    const asked = await dialog();
    expect(asked.getByRole('alert').textContent).toBe('“start” cannot be left yet: “Due” is missing.');
    expect(asked.getByLabelText('Due')).toBeTruthy();
    expect([cardsIn('start'), cardsIn('offer')]).toEqual([['Pump'], []]);
    const reader = await board({ ...around(appOf(someone({ readonly: ['due'] }))), [MOVE]: empty });
    await carry(reader, 'offer');
    expect(await screen.findByText('“Pump” stays where it is')).toBeTruthy();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('is asked about at once where it would go to another pipeline', async () => {
    const asks = { pipeline: 'big', stage: 'tender' };
    let tries = 0;
    const visited = await board({
      'POST /apps/x/records/deal/d1/move': () => {
        tries += 1;
        return tries === 1 ? refuse(422, 'It moves to “Big”.', { code: 'pipeline.moves', asks }) : pump;
      },
    });
    await carry(visited, 'sign');
    const asked = await dialog();
    expect(asked.getByText('It moves to “Big”.')).toBeTruthy();
    await visited.person.click(asked.getByRole('button', { name: 'Start at the first stage' }));
    expect(visited.server.writes().at(-1)).toEqual([MOVE, { version: 4, stage: 'start', pipeline: 'big' }]);
  });

  it('is lost only with the reason that is asked for', async () => {
    const visited = await board({ 'POST /apps/x/records/deal/d1/move': { ...pump, status: 'lost' } });
    await carry(visited, 'Lost');
    const asked = await dialog();
    expect(asked.getByText('Close “Pump” as lost')).toBeTruthy();
    await choose(visited.person, asked.getByRole('combobox', { name: 'Reason' }), 'Price');
    await visited.person.click(asked.getByRole('button', { name: 'Close as lost' }));
    expect(await screen.findByText('Closed as lost')).toBeTruthy();
    expect(visited.server.writes()).toEqual([[MOVE, { version: 4, status: 'lost', values: { reason: 'price' } }]]);
  });

  it('can be paused from its menu, with why and until when', async () => {
    const visited = await board({ 'POST /apps/x/records/deal/d1/move': { ...pump, status: 'paused' } });
    await carry(visited, 'Pause');
    const asked = await dialog();
    await choose(visited.person, asked.getByRole('combobox', { name: 'Reason' }), 'No budget');
    await visited.person.click(asked.getByRole('button', { name: 'In a week' }));
    await visited.person.click(asked.getByRole('button', { name: 'Pause' }));
    expect(await screen.findByText('Paused')).toBeTruthy();
    expect(visited.server.writes()).toEqual([[MOVE, { version: 4, status: 'paused', reason: 'budget', until: '2026-03-18' }]]);
  });

  it('offers what its person may, and nothing to whoever may change nothing', async () => {
    const visited = await board({ ...around(appOf(someone({ may: ['pause'] }))) });
    await visited.person.click(await screen.findByRole('button', { name: 'Actions for Pump' }));
    expect(menuItems()).toEqual(['offer', 'sign', 'Won', 'Lost', 'Pause']);
    await board(around(appOf(someone({ update: 'none', may: [] }))));
    await screen.findByText('Pump');
    expect(screen.queryByRole('button', { name: 'Actions for Pump' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Carry Pump with the keyboard' })).toBeNull();
  });
});
