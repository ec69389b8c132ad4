import type { Automation } from '@pipewright/definition';
import { expect, it } from 'vitest';
import { automate, label, told } from './support/automating.ts';
import { openDemo } from './support/demo.ts';

const APP = '/apps/opportunity';
const demo = openDemo();
const { ask } = demo;

const ladder = (more: Partial<Automation> = {}): Automation => ({
  ...{ key: 'ladder', name: label('Stuck deals'), entity: 'opportunity', start: 'one' },
  on: {
    ...{ kind: 'since', clock: 'stage', unit: 'days' },
    levels: [
      { key: 'first', name: label('First'), start: 'one' },
      { key: 'second', name: label('Second'), start: 'two', waits: 1 },
      { key: 'third', name: label('Third'), start: 'two' },
    ],
    bands: [{ key: 'all', name: label('All'), when: null, after: { first: 2, second: 3, third: 9 } }],
  },
  nodes: [told('one', 'owner'), told('two', 'manager')],
  ...more,
});
const attempt = (automation: unknown) => demo.admin.send('POST', `${APP}/automations/dry-run`, { automation });
const written = () =>
  ask(`select (select count(*) from app_opportunity._run) as runs, (select count(*) from app_opportunity._clock) as clocks,
    (select count(*) from app_opportunity._automation) as automations, (select count(*) from pipewright.notice) as notices`);

it('counts what a ladder would begin for now, level by level and over all records, names the first hundred with whom it would tell, and writes nothing', async () => {
  await automate(demo.admin, []);
  const before = await written();
  const answer = await attempt(ladder());
  expect(answer.status).toBe(200);
  const [{ first, third, records }] = await ask(`select count(*) filter (where stage_since <= now() - interval '2 days')::int as first,
    count(*) filter (where stage_since <= now() - interval '9 days')::int as third, count(*) filter (where stage_since <= now() - interval '2 days')::int as records
    from app_opportunity.opportunity where status = 'open' and owner is not null and deleted_at is null`);
  expect(first).toBeGreaterThan(100);
  // The second comes after the first, which has not begun yet.
  expect(answer.body).toMatchObject({
    total: records,
    levels: [
      { level: 'First', count: first },
      { level: 'Second', count: 0 },
      { level: 'Third', count: third },
    ],
  });
  expect(answer.body.hits).toHaveLength(100);
  const [hit] = answer.body.hits;
  const [known] = await ask(
    `select o.name, p.user_id, p.name as owner from app_opportunity.opportunity o join pipewright.person p on p.user_id = o.owner where o.id = $1`,
    [hit.record],
  );
  expect(hit).toMatchObject({ title: known.name, level: 'First', people: [{ id: known.user_id, name: known.owner }] });
  expect(await written()).toEqual(before);
});

it('does not count the time that a record was paused, though nothing of its clock is kept', async () => {
  const [{ id }] = await ask(`select id::text from app_opportunity.opportunity where status = 'open' and deleted_at is null limit 1`);
  const one = { when: { '==': [{ var: 'id' }, id] } };
  await ask('delete from app_opportunity._period where record = $1', [id]);
  await ask(
    `with o as (update app_opportunity.opportunity set stage_since = now() - interval '1 hour' where id = $1 returning *)
    insert into app_opportunity._period (entity, record, pipeline, stage, status, entered_at, left_at, definition_version)
    select 'opportunity', o.id, o.pipeline, o.stage, w.status, now() - w.began, now() - w.ended, 1 from o,
      (values ('open', interval '10 days', interval '6 days'), ('paused', '6 days', '1 hour'), ('open', '1 hour', null)) w(status, began, ended)`,
    [id],
  );
  const answer = await attempt(ladder(one));
  expect(answer.body.levels.map(({ count }: { count: number }) => count)).toEqual([1, 0, 0]);
  expect((await written())[0]).toMatchObject({ runs: '0', clocks: '0' });
});

it('tells of one that waits for an event which records its condition holds for now, and of a date what has just come', async () => {
  const big = await attempt({
    ...{ key: 'big', name: label('Big'), entity: 'opportunity', start: 'tell', when: { '>': [{ var: 'amount' }, 1000000] } },
    ...{ on: { kind: 'changed', fields: ['amount'] }, nodes: [told('tell', 'owner')] },
  });
  const [{ n }] = await ask(`select count(*)::int as n from app_opportunity.opportunity where amount > 1000000 and deleted_at is null`);
  expect(n).toBeGreaterThan(0);
  expect(big.body).toMatchObject({ total: n, levels: [{ level: null, count: n }] });
  const late = await attempt({
    ...{ key: 'late', name: label('Late'), entity: 'opportunity', start: 'tell' },
    ...{ on: { kind: 'date', field: 'expected_close', offset: -7, unit: 'days', at: '00:00' }, nodes: [told('tell', 'owner')] },
  });
  const [{ soon }] = await ask(`select count(*)::int as soon from app_opportunity.opportunity where deleted_at is null
    and expected_close between (now() at time zone 'Asia/Shanghai')::date and (now() at time zone 'Asia/Shanghai')::date + 7`);
  expect(soon).toBeGreaterThan(0);
  expect(late.body).toMatchObject({ total: soon });
});

it('tells what the draft and the published one would have done, week by week, to whom, and in what', async () => {
  const won = (amount: number): Automation => ({
    ...{ key: 'won', name: label('Won'), entity: 'opportunity', start: 'tell', when: { '>': [{ var: 'amount' }, amount] } },
    ...{ on: { kind: 'status', to: ['won'] }, nodes: [told('tell', 'owner')] },
  });
  await automate(demo.admin, [won(0)]);
  const before = await written();
  const answer = await demo.admin.send('POST', `${APP}/automations/backtest`, { automation: won(200_000), months: 12 });
  expect([answer.status, answer.body.issues]).toEqual([200, undefined]);
  const { from, to, draft, published } = answer.body;
  const moved = await ask(
    `select l.record::text, o.amount::float as amount, o.owner from app_opportunity._ledger l join app_opportunity.opportunity o on o.id = l.record
     where l.after->>'status' = 'won' and l.kind in ('move', 'update') and l.valid_at > $1 and l.valid_at <= $2`,
    [from, to],
  );
  expect(moved.length).toBeGreaterThan(5);
  for (const [side, most] of [
    [draft, 200_000],
    [published, 0],
  ] as const) {
    const meant = moved.filter(({ amount }) => amount > most);
    expect(side.total).toBe(meant.length);
    expect(side.levels).toEqual([{ level: null, count: meant.length }]);
    expect(side.weeks.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(meant.length);
    expect(side.weeks.length).toBeGreaterThan(51);
    expect(side.hits).toHaveLength(Math.min(200, meant.length));
    const records = new Set(meant.map(({ record }) => record));
    expect(side.hits.filter(({ record }: { record: string }) => !records.has(record))).toEqual([]);
    expect(side.hits[0].at >= side.hits.at(-1).at).toBe(true);
    const owners = [...Map.groupBy(meant, ({ owner }) => owner)].map(([owner, theirs]) => [owner, theirs.length] as const);
    const [person, count] = owners.toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] ?? [];
    expect(side.people[0]).toMatchObject({ person: { id: person }, total: count });
  }
  const fresh = await demo.admin.send('POST', `${APP}/automations/backtest`, { automation: { ...won(0), key: 'other' }, months: 1 });
  expect(fresh.body.published).toBeNull();
  expect(await written()).toEqual(before);
});

it('says in sentences what speaks against one that could not be published', async () => {
  const gone = await attempt(ladder({ start: 'nowhere' }));
  expect([gone.status, gone.body.issues?.length > 0]).toEqual([422, true]);
  expect(gone.text).toContain('Stuck deals');
  for (const odd of [null, 'x', [], 3, { key: 'x' }]) expect([odd, (await attempt(odd)).status]).toEqual([odd, 422]);
});
