import { describe, expect, it } from 'vitest';
import { menuItem, menuItems, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { open, PUMP, pump, record } from '../../../test/dom/record-page.tsx';
import { refuse } from '../../../test/dom/server.ts';
import { visit } from '../../../test/dom/visit.tsx';
import { appOf, around, page, someone } from '../../../test/dom/world.ts';

describe('what can be done with a record', () => {
  const edit = () => screen.queryByRole('button', { name: /Edit$/ });
  const erase = () => screen.queryByRole('button', { name: 'Delete' });

  it('is what its person may', async () => {
    const { person } = await open();
    await screen.findByRole('heading', { name: 'Pump' });
    expect([edit(), erase()].map(Boolean)).toEqual([true, true]);
    await person.click(screen.getByRole('button', { name: 'More actions' }));
    expect(menuItems()).toEqual(['Pause', 'Set aside for later', 'Void']);
    await open(around(appOf(someone({ update: 'none', delete: 'none', may: [] }))));
    await screen.findByRole('heading', { name: 'Pump' });
    expect([edit(), erase(), screen.queryByRole('button', { name: 'More actions' })]).toEqual([null, null, null]);
    expect(screen.queryByRole('button', { name: 'Close as won' })).toBeNull();
    expect(screen.queryByRole('button', { name: /^Edit / })).toBeNull();
  });

  it('is nothing but reading where this record is not to be changed, whatever the role may do with others', async () => {
    await open({ [PUMP.read]: { ...pump, $may: { update: false, delete: false } } });
    await screen.findByRole('heading', { name: 'Pump' });
    await screen.findByRole('region', { name: 'Team' });
    for (const name of [/Edit$/, 'Delete', 'More actions', 'Close as won', /^Edit /, /Assign$/])
      expect([name, screen.queryByRole('button', { name })]).toEqual([name, null]);
    await open({ [PUMP.read]: { ...pump, $may: { update: true, delete: false } } });
    await screen.findByRole('button', { name: /Assign$/ });
    expect([edit(), erase(), screen.queryByRole('button', { name: 'Close as won' })].map(Boolean)).toEqual([true, false, true]);
  });

  it('gives the focus back to the menu where a dialog is left without an answer', async () => {
    const { person } = await open();
    const more = await screen.findByRole('button', { name: 'More actions' });
    await person.click(more);
    await person.click(await menuItem('Pause'));
    await person.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(more));
  });

  it('is what runs by itself once it is pressed, for whom it is there', async () => {
    const label = { en: 'Ask for a discount', 'zh-CN': '申请折扣' };
    const inApp = {
      ...appOf(),
      buttons: [
        { automation: 'discount', entity: 'deal', label },
        { automation: 'other', entity: 'firm', label },
      ],
    };
    const { person, server } = await open({ ...around(inApp), [PUMP.press]: {} });
    await person.click(await screen.findByRole('button', { name: 'More actions' }));
    expect(menuItems()).toEqual(['Ask for a discount', 'Pause', 'Set aside for later', 'Void']);
    await person.click(await menuItem('Ask for a discount'));
    await waitFor(() => expect(server.writes()).toEqual([[PUMP.press, undefined]]));
  });

  it('is deleting it, which can be taken back at once', async () => {
    const { person, server, address } = await open({
      'GET /apps/x/records/deal': page([]),
      [PUMP.erase]: { ...pump, version: 5 },
      [PUMP.restore]: { ...pump, version: 6 },
    });
    await screen.findByRole('heading', { name: 'Pump' });
    await person.click(erase() as HTMLElement);
    await person.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('Restored')).toBeTruthy();
    expect(address()).toBe('/a/x/deal');
    expect(server.asked.find(({ method }) => method === 'DELETE')?.query).toEqual({ version: '4' });
    expect(server.writes().at(-1)).toEqual([PUMP.restore, { version: 5 }]);
  });

  it('asks no more for what is deleted or brought back, though its page still stands', async () => {
    const gone = refuse(404, 'It is gone.');
    const { person, server, address } = await open({
      'GET /apps/x/records/deal': page([]),
      [PUMP.erase]: () => {
        server.answer({ [PUMP.read]: gone, [PUMP.story]: gone });
        // The news of it may come before the answer.
        server.tell('records', { entity: 'deal', ids: ['d1'], at: 1 });
        return new Promise((done) => setTimeout(() => done({ ...pump, version: 5 }), 700));
      },
    });
    await screen.findByRole('heading', { name: 'Pump' });
    const before = server.asked.length;
    await person.click(erase() as HTMLElement);
    await waitFor(() => expect(address()).toBe('/a/x/deal'));
    const asked = server.asked.slice(before).map(({ method, path }) => `${method} ${path}`);
    expect(asked).not.toContain(PUMP.read);
    expect(asked).not.toContain(PUMP.story);
  });

  it('says why it was not deleted, and why it could not be brought back', async () => {
    const { person, server } = await open({
      [PUMP.erase]: refuse(409, 'It has changed in the meantime.'),
      'GET /apps/x/records/deal': page([]),
    });
    await screen.findByRole('heading', { name: 'Pump' });
    await person.click(erase() as HTMLElement);
    expect(await screen.findByText('It has changed in the meantime.')).toBeTruthy();
    server.answer({ [PUMP.erase]: { ...pump, version: 5 }, [PUMP.restore]: refuse(422, 'Its number is taken.') });
    await person.click(erase() as HTMLElement);
    await person.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('Its number is taken.')).toBeTruthy();
  });

  it('is bringing it back from the recycle bin', async () => {
    const { person, server, address } = await visit('/a/x/deal?deleted=true&record=d1', {
      ...record(),
      'GET /apps/x/records/deal': page([pump]),
      [PUMP.restore]: pump,
    });
    await person.click(await screen.findByRole('button', { name: /Restore$/ }));
    expect(await screen.findByText('Restored')).toBeTruthy();
    expect(server.questions(PUMP.path)[0]).toMatchObject({ deleted: 'true' });
    expect(server.writes()).toEqual([[PUMP.restore, { version: 4 }]]);
    expect(address()).toBe('/a/x/deal?deleted=true');
  });

  it('is winning it, with whatever the stages still ask for', async () => {
    const { person, server } = await open({ [PUMP.read]: { ...pump, amount: '50' }, [PUMP.move]: { ...pump, status: 'won' } });
    await person.click(await screen.findByRole('button', { name: 'Close as won' }));
    const asked = within(await screen.findByRole('dialog'));
    expect(asked.getByText('Close “Pump” as won')).toBeTruthy();
    const amount = asked.getByLabelText('Amount');
    await person.clear(amount);
    await person.type(amount, '900');
    await person.click(asked.getByRole('button', { name: 'Close as won' }));
    expect((await screen.findAllByText('Closed as won')).length).toBeGreaterThan(0);
    expect(server.writes()).toEqual([[PUMP.move, { version: 4, status: 'won', values: { amount: '900' } }]]);
  });

  it('is setting it aside from the menu', async () => {
    const { person, server } = await open({ [PUMP.move]: { ...pump, status: 'future' } });
    await person.click(await screen.findByRole('button', { name: 'More actions' }));
    await person.click(await menuItem('Set aside for later'));
    const asked = within(await screen.findByRole('dialog'));
    expect(asked.getByText('Not now: it is set aside and can be taken up again later.')).toBeTruthy();
    await person.click(asked.getByRole('button', { name: 'Set aside for later' }));
    await waitFor(() => expect(server.writes()).toEqual([[PUMP.move, { version: 4, status: 'future' }]]));
  });
});
