import { describe, expect, it } from 'vitest';
import { cleanup, rows, screen, waitFor } from '../../../test/dom/draw.tsx';
import type { Answers } from '../../../test/dom/server.ts';
import { visit } from '../../../test/dom/visit.tsx';
import { appOf, around, deal, dealsApp, page, someone, ways } from '../../../test/dom/world.ts';

const acme = { id: 'f1', version: 1, name: 'Acme', size: 'big' };
/** What was asked for a list itself, and not for how long it is. */
const listed = (server: { questions: (path: string) => readonly Readonly<Record<string, string>>[] }) =>
  server.questions('/apps/x/records/deal').filter(({ count }) => count === undefined);
const firm = (more: Answers = {}) =>
  visit('/a/x/firm/f1', {
    'GET /apps/x/records/firm/f1': acme,
    'GET /apps/x/records/firm/f1/line': { entries: [] },
    'GET /apps/x/records/deal': page([deal('d1', 'Pump', { amount: '70' })]),
    ...more,
  });

describe('what refers to a record', () => {
  it('is listed with it, and each is a way to its page', async () => {
    const { person, server, address } = await firm({ [ways('d1').read]: deal('d1', 'Pump'), [ways('d1').story]: { entries: [] } });
    await screen.findByText('Pump');
    expect(screen.getAllByRole('tab').map((each) => each.textContent)).toEqual(['Deals']);
    expect(rows()).toEqual([['Pump', 'Open', 'start', '¥70']]);
    const [asked] = listed(server);
    expect(JSON.parse(asked?.filter ?? '')).toEqual({ '==': [{ var: 'firm' }, 'f1'] });
    expect(asked).toMatchObject({ fields: 'name,status,stage,amount' });
    await person.click(screen.getByText('Pump'));
    await waitFor(() => expect(address()).toBe('/a/x/deal/d1'));
  });

  it('is told apart where one entity refers to it twice', async () => {
    const app = dealsApp();
    app.entities[0]?.fields.push({ key: 'payer', type: 'reference', name: { en: 'Payer', 'zh-CN': '付款方' }, target: 'firm' });
    await firm(around(appOf(someone(), app)));
    await screen.findByText('Pump');
    expect(screen.getAllByRole('tab').map((each) => each.textContent)).toEqual(['Deals · Firm', 'Deals · Payer']);
  });

  it('is counted, also where only a part of it is on the screen and where there is none', async () => {
    let all = 120;
    const counted: Answers = {
      'GET /apps/x/records/deal': ({ query }) => ({ ...page([deal('d1', 'Pump')]), ...(query.count ? { count: all } : {}) }),
    };
    await firm(counted);
    expect(await screen.findByRole('tab', { name: 'Deals (120)' })).toBeTruthy();
    all = 0;
    await firm(counted);
    expect(await screen.findByRole('tab', { name: 'Deals (0)' })).toBeTruthy();
  });

  it('is said to be nothing where nothing does', async () => {
    await firm({ 'GET /apps/x/records/deal': page([]) });
    expect(await screen.findByText('Nothing refers to this record yet.')).toBeTruthy();
  });

  it('is made for it from there, by whoever may make one and name it', async () => {
    const { person, address } = await firm();
    await person.click(await screen.findByRole('button', { name: /New deal$/ }));
    await waitFor(() => expect(address()).toBe('/a/x/deal/new?link=firm&to=f1'));
    for (const deals of [{ create: false }, { readonly: ['firm'] }]) {
      cleanup();
      await firm(around(appOf(someone(deals))));
      await screen.findByText('Pump');
      expect(screen.queryByRole('button', { name: /New deal$/ })).toBeNull();
    }
  });

  it('comes page after page', async () => {
    const { person, server } = await firm({
      'GET /apps/x/records/deal': ({ query }) => (query.after ? page([deal('d2', 'Valve')]) : page([deal('d1', 'Pump')], 'after d1')),
    });
    await person.click(await screen.findByRole('button', { name: 'Show more' }));
    expect(await screen.findByText('Valve')).toBeTruthy();
    expect(listed(server).map(({ after }) => after)).toEqual([undefined, 'after d1']);
  });
});

describe('what is related through what a record refers to', () => {
  it('is listed with it: the other deals of its firm, and never itself', async () => {
    const { server } = await visit('/a/x/deal/d1', {
      [ways('d1').read]: deal('d1', 'Pump', { firm: 'f1' }),
      [ways('d1').story]: { entries: [] },
      'GET /apps/x/records/deal': page([deal('d2', 'Valve')]),
    });
    await screen.findByText('Valve');
    expect(screen.queryByRole('button', { name: /New deal$/ })).toBeNull();
    expect(screen.getAllByRole('tab').map((each) => each.textContent)).toEqual(['Other deals of this firm']);
    const [asked] = listed(server);
    expect(JSON.parse(asked?.filter ?? '')).toEqual({ and: [{ '==': [{ var: 'firm' }, 'f1'] }, { '!=': [{ var: 'id' }, 'd1'] }] });
  });
});
