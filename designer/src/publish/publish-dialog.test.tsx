import type { DriftJson, DryRun, PlaceQuestion } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { dryRun, openDesigner } from '../../../test/dom/designer.tsx';
import { choose, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { type Answers, type Asked, refuse } from '../../../test/dom/server.ts';

const label = (en: string, zh = en) => ({ en, 'zh-CN': zh });
const DRY = 'POST /apps/x/dry-run';
const live: Answers = { 'POST /apps/x/publish': { version: 3 } };

async function open(dry: DryRun | ((asked: Asked) => DryRun) = dryRun(), more: Answers = {}) {
  const opened = await openDesigner('entity/firm', { [DRY]: dry, ...live, ...more });
  await opened.press(/Publish/);
  const dialog = within(await screen.findByRole('dialog'));
  const publish = () => dialog.getByRole<HTMLButtonElement>('button', { name: 'Publish' });
  await waitFor(() => expect(opened.server.writes().some(([way]) => way === DRY)).toBe(true));
  return { ...opened, dialog, publish, last: () => opened.server.writes().findLast(([way]) => way === 'POST /apps/x/publish') };
}

describe('before it publishes, a person', () => {
  it('reads what changes, and publishes the draft as she saw it with a note', async () => {
    const { dialog, publish, person, last } = await open();
    expect(await dialog.findByText(/“Deal › Budget”/)).toBeTruthy();
    expect(dialog.getByText('Publish version 3')).toBeTruthy();
    expect(dialog.getByText('No existing record is affected.')).toBeTruthy();
    await person.type(dialog.getByRole('textbox', { name: 'Note for the version history (optional)' }), 'Budgets');
    await person.click(publish());
    expect(await screen.findByText('Version 3 is live.')).toBeTruthy();
    expect(last()?.[1]).toEqual({ base: 2, revision: 7, places: {}, note: 'Budgets' });
  });

  it('cannot publish what is nothing new, or has faults', async () => {
    const nothing = await open(dryRun({ changes: [] }));
    expect(await nothing.dialog.findByText('Nothing has changed.')).toBeTruthy();
    expect(nothing.publish().disabled).toBe(true);
    const faulty = await open(dryRun({ issues: [{ path: 'roles', code: 'x', message: 'A role needs a name.' }] }));
    expect(await faulty.dialog.findByText('This cannot be published yet')).toBeTruthy();
    expect(faulty.dialog.getByText('A role needs a name.')).toBeTruthy();
    expect(faulty.publish().disabled).toBe(true);
  });

  it('is warned of what is worth a second look, which forbids nothing', async () => {
    const { dialog, publish } = await open(dryRun({ advice: [{ path: '', code: 'x', message: 'Nobody can see firms.' }] }));
    expect(await dialog.findByText('Nobody can see firms.')).toBeTruthy();
    expect(publish().disabled).toBe(false);
  });

  it('can read the SQL', async () => {
    const { dialog, press } = await open(dryRun({ sql: ['alter table "deal" add column "budget" numeric'] }));
    await press(/SQL, for experts \(1\)$/);
    expect(await dialog.findByText('alter table "deal" add column "budget" numeric')).toBeTruthy();
  });

  it('sees which records are hit, page after page, each with its address', async () => {
    const impact = [
      { id: 'required_missing:due', code: 'required_missing' as const, count: 2, names: [label('Deal'), label('Due')], lists: true },
    ];
    const hit = (id: string, title: string | null) => ({ id, title, owner: 'Li Na', stage: label('offer'), worth: null });
    const { press, person, server } = await open(dryRun({ impact }), {
      'GET /apps/x/dry-run/records': ({ query }) =>
        query.after
          ? { entity: 'deal', records: [hit('d2', null)], next: null }
          : { entity: 'deal', records: [hit('d1', 'Pump')], next: 'd1' },
    });
    await press('Show records');
    const link = await screen.findByRole('link', { name: 'Pump' });
    expect(link.getAttribute('href')).toBe('/a/x/deal/d1');
    expect(link.parentElement?.textContent).toBe('PumpLi Na · offer');
    await person.click(screen.getByRole('button', { name: 'Show more' }));
    expect(await screen.findByRole('link', { name: 'None' })).toBeTruthy();
    expect(server.questions('/apps/x/dry-run/records')).toEqual([
      { effect: 'required_missing:due', places: '{}' },
      { effect: 'required_missing:due', places: '{}', after: 'd1' },
    ]);
  });

  it('says where the records of a removed stage go, and learns what they then lack', async () => {
    const question: PlaceQuestion = {
      id: 'deal/plain/offer',
      effect: 'stage_gone:offer',
      names: [label('Deal'), label('Plain'), label('offer')],
      count: 4,
      choices: [{ key: 'plain/sign', names: [label('sign')] }],
    };
    const lacking = { id: 'gate', code: 'gate_unmet' as const, count: 2, names: [label('It is worth too little')], lists: false };
    const { dialog, publish, person, last } = await open(({ body }) => {
      const { places } = body as { places: Record<string, string> };
      return dryRun({ places: [question], impact: places['deal/plain/offer'] ? [lacking] : [] });
    });
    const list = await dialog.findByRole('combobox', { name: 'Deal › Plain › offer: 4 records' });
    expect(publish().disabled).toBe(true);
    await choose(person, list, 'sign');
    expect(await dialog.findByText(/2 records that stand further on do not meet this condition/)).toBeTruthy();
    await person.click(publish());
    await waitFor(() => expect(last()?.[1]).toMatchObject({ places: { 'deal/plain/offer': 'plain/sign' } }));
  });

  it('learns why it was refused, and what is so now', async () => {
    const { dialog, publish, person, server } = await open(dryRun(), {
      'POST /apps/x/publish': refuse(409, 'Version 3 was published meanwhile.'),
    });
    await dialog.findByText(/“Deal › Budget”/);
    await person.click(publish());
    expect(await dialog.findByText('Version 3 was published meanwhile.')).toBeTruthy();
    await waitFor(() => expect(server.writes().filter(([way]) => way === DRY)).toHaveLength(2));
  });
});

describe('a rule that is new or another', () => {
  const relabels: DryRun['relabels'] = [
    {
      ...{ id: 'firm.size', names: [label('Firm', '公司'), label('Size', '规模')], count: 5 },
      turns: [
        { from: null, to: label('Small', '小'), count: 3 },
        { from: label('Large', '大'), to: label('Small', '小'), count: 2 },
      ],
    },
  ];

  it('holds for new records only, unless those of before are chosen, which are counted first', async () => {
    const { dialog, publish, person, last } = await open(dryRun({ relabels }));
    expect(await dialog.findByText('Firm › Size: 5 existing records differ from the new rule')).toBeTruthy();
    expect(dialog.getByText('Large → Small: 2')).toBeTruthy();
    expect(dialog.getByRole<HTMLInputElement>('radio', { name: 'New records only' }).checked).toBe(true);
    expect(dialog.getByText('No existing record is affected.')).toBeTruthy();
    await person.click(dialog.getByRole('radio', { name: 'Existing records too' }));
    expect(dialog.queryByText('No existing record is affected.')).toBeNull();
    await person.click(publish());
    await screen.findByText('Version 3 is live.');
    expect(last()?.[1]).toMatchObject({ relabel: ['firm.size'] });
  });

  it('says nothing of records of before where they are left', async () => {
    const { dialog, publish, person, last } = await open(dryRun({ relabels }));
    await dialog.findByText('– → Small: 3');
    await person.click(publish());
    await screen.findByText('Version 3 is live.');
    expect(last()?.[1]).toEqual({ base: 2, revision: 7, places: {} });
  });
});

describe('a database that was changed by hand', () => {
  const drift: DriftJson[] = [
    { path: 'deal.cost', code: 'drift', message: 'The column “Cost” is gone.', harmful: true, way: 'empty' },
    { path: 'deal.name', code: 'drift', message: 'An index is gone.', harmful: false, way: 'rebuild' },
  ];
  const issues = [{ path: '', code: 'publish.drift', message: 'The database is not as it should be.' }];
  const broken = (more: Answers = {}) => open(dryRun({ issues }), { 'GET /apps/x/repair': { drift, unused: [] }, ...more });

  it('is repaired, and nothing comes back empty that was not agreed to', async () => {
    const { press, person, server } = await broken({
      'POST /apps/x/repair': { done: [drift[1] as DriftJson], left: [drift[0] as DriftJson] },
    });
    const repairs = () => server.writes().filter(([way]) => way === 'POST /apps/x/repair');
    await screen.findByText(/1 of them may come back empty/);
    await press('Repair the database');
    expect(await screen.findByText('1 differences were put right')).toBeTruthy();
    expect(await screen.findByText('The column “Cost” is gone.')).toBeTruthy();
    await person.click(screen.getByRole('checkbox'));
    await press(/Repair the database$/);
    await waitFor(() => expect(repairs().map(([, body]) => body)).toEqual([{ empty: [] }, { empty: ['deal.cost'] }]));
  });

  it('is looked at again after the repair', async () => {
    const { press, server, publish } = await broken({ 'POST /apps/x/repair': { done: drift, left: [] } });
    await screen.findByText('The database is not as it should be.');
    server.answer({ [DRY]: dryRun() });
    await press('Repair the database');
    await waitFor(() => expect(publish().disabled).toBe(false));
    expect(screen.queryByText('The database is not as it should be.')).toBeNull();
  });
});

it('indexes that nobody uses are named for whoever wonders', async () => {
  const unused = [{ path: 'i', code: 'index.unused', message: 'Deals by due date: 12 MB, not used for 30 days.' }];
  const { press } = await open(dryRun(), { 'GET /apps/x/repair': { drift: [], unused } });
  await press(/Indexes that are not used \(1\)$/);
  expect(await screen.findByText('Deals by due date: 12 MB, not used for 30 days.')).toBeTruthy();
});
