import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { compileSql, fillPeriodsSql, periodsSql, REQUEST_INDEX, requestIndexDdl, requestSql, type Sweep, sweepSql } from '../index.ts';
import { told, writing } from '../test-view.ts';

const AT = '2026-01-01T00:00:00Z';
const sweep = (more: Partial<Sweep>, context = writing()) =>
  told(sweepSql(context, { set: { due: null }, where: sql`t.firm = ${'f1'}::uuid`, kind: 'update', at: AT, ...more }));

describe('one change to all rows of a condition', () => {
  it('touches only rows that differ, in the order of their ids', () => {
    expect(sweep({ set: { due: '2026-02-01', amount: 5 } })).toContain(
      `old as (select t.* from app_x.deal t where t.firm = 'f1'::uuid and (t.due is distinct from '2026-02-01'::date or t.amount is distinct from '5'::numeric) order by t.id for no key update)`,
    );
  });

  it('is a write like any other: version, stamps, ledger, outbox', () => {
    const text = sweep({});
    expect(text).toContain(
      `set due = null::date, version = t.version + 1, updated_at = '${AT}'::timestamptz, updated_by = 'u1'::text from old where t.id = old.id`,
    );
    expect(text).toContain(`jsonb_build_object('due'::text, old.due) as before, jsonb_build_object('due'::text, null::date) as after`);
    expect(text).toContain('insert into app_x._ledger');
    expect(text).toContain('insert into app_x._outbox');
    expect(text).toMatch(/select w\.id, w\.version, '\{\}'::jsonb as made from written w$/);
  });

  it('names nobody where the product itself does it', () => {
    expect(sweep({}, writing({ actor: { kind: 'system' }, cause: { by: 'publish', version: 4 } }))).toContain('updated_by = null::text');
    expect(sweep({}, writing({ actor: { kind: 'automation', key: 'remind' } }))).toContain('updated_by = null::text');
  });

  it('begins a stay where the stage changes, but not for what is deleted', () => {
    const text = sweep({ set: { stage: 'offer' }, kind: 'move' });
    expect(text).toContain(`stage_since = '${AT}'::timestamptz`);
    expect(text).toContain(
      `case when old.deleted_at is null then 'enter' end as stands, old.pipeline as pipeline, 'offer'::text as stage, old.status as status`,
    );
    expect(sweep({})).toContain('null::text as stands, null::text as pipeline');
    expect(sweep({})).not.toContain('stage_since =');
  });

  it('throws for a column that the table does not have', () =>
    expect(() => sweep({ set: { nothing: 1 } })).toThrow('deal has no column nothing'));
});

describe('a request that comes again', () => {
  it('is known by who sent it and the key it was given', () => {
    expect(told(requestSql('app_x', 'u1', 'k1'))).toMatch(
      /from app_x\._ledger as l where l\.actor = 'u1' and l\.cause #>> '\{request,key\}' = 'k1'$/,
    );
  });

  it('cannot be written twice by one person, and says nothing of those without a key', () => {
    expect(told(compileSql(requestIndexDdl('app_x')))).toBe(
      `create unique index if not exists ${REQUEST_INDEX} on app_x._ledger (actor, (cause #>> '{request,key}')) where cause #>> '{request,key}' is not null`,
    );
  });
});

describe('stage periods as the ledger tells them', () => {
  const text = told(compileSql(periodsSql('app_x')));

  it('come from entries that say where a record stands, or that it goes or comes back', () => {
    expect(text).toContain(`where l.after ?| array['pipeline', 'stage', 'status'] or l.kind in ('delete', 'restore')`);
    expect(text).toContain('where not s.gone and s.pipeline is not null');
  });

  it('never begin before the one before them, and end where the next begins', () => {
    expect(text).toContain('max(l.valid_at) over (partition by l.entity, l.record order by l.id) as entered_at');
    expect(text).toContain('lead(e.entered_at) over (partition by e.entity, e.record order by e.id) as left_at');
  });

  it('fill the table of periods, column by column', () => {
    const columns = 'entity, record, pipeline, stage, status, entered_at, left_at, definition_version';
    expect(told(compileSql(fillPeriodsSql('app_x')))).toMatch(
      new RegExp(`^insert into app_x\\._period \\(${columns}\\) select s\\.entity, s\\.record`),
    );
  });
});
