import { describe, expect, it } from 'vitest';
import { insertSql, updateSql } from '../index.ts';
import { entry, scopedApp, told, viewOf, writing } from '../test-view.ts';

const JUDGED = `exists (select 1 from pipewright.app a where a.key = 'x'::text and a.version = 3::integer)`;
const written = (text: string) => /written as \((.*?)\), noted as/.exec(text)?.[1] ?? '';

describe('inserting rows', () => {
  it('spells a single row out, typed by its columns', () => {
    const text = told(insertSql(writing(), [{ id: 'r1', name: 'A', amount: '5' }], [entry('r1', 1)], []));
    expect(written(text)).toMatch(
      /^insert into app_x\.deal \(id, name, amount\) select x\.id, x\.name, x\.amount from \(select 'r1'::uuid as id, 'A'::text as name, '5'::numeric as amount\) x where /,
    );
    expect(text).toContain(`l as not materialized (select 'r1'::uuid as record, 1::integer as version, 'create'::text as kind`);
    expect(text).not.toContain('jsonb_to_recordset');
  });

  it('sends many rows as one list, and writes null where a row lacks what another has', () => {
    const text = told(
      insertSql(
        writing(),
        [
          { id: 'r1', name: 'A' },
          { id: 'r2', amount: '5' },
        ],
        [entry('r1', 1), entry('r2', 1)],
        [],
      ),
    );
    expect(written(text)).toContain(
      `from jsonb_to_recordset('[{"id":"r1","name":"A"},{"id":"r2","amount":"5"}]'::jsonb) as x(id uuid, name text, amount numeric)`,
    );
    expect(text).toContain('from l join written w on w.id = l.record order by l.version');
  });

  it('has one text for whatever is written into the same columns', () => {
    const one = (name: string, id: string) => insertSql(writing(), [{ id, name }], [entry(id, 1)], []);
    const [a, b] = [one('A', 'r1'), one(`B'; drop table`, 'r2')];
    expect(a.sql).toBe(b.sql);
    expect(b.parameters).toContain(`B'; drop table`);
    expect(b.parameters).not.toContain('A');
    expect(insertSql(writing(), [{ id: 'r1', due: null }], [entry('r1', 1)], []).sql).not.toBe(a.sql);
  });

  it('writes only while the version and the rights hold by which it was judged', () => {
    const { principal } = viewOf(scopedApp());
    const text = told(insertSql(writing({ rights: principal }), [{ id: 'r1', name: 'A' }], [entry('r1', 1)], []));
    expect(written(text)).toContain(JUDGED);
    expect(written(text)).toContain(`p.user_id = 'u1'::text and p.active and m.role = 'sales'::text`);
    const system = told(
      insertSql(writing({ actor: { kind: 'system' }, rights: principal }), [{ id: 'r1', name: 'A' }], [entry('r1', 1)], []),
    );
    expect(written(system)).toContain('(null::text is null or exists');
  });

  it('asks for the department of the owner itself, and holds on to the person', () => {
    const text = told(insertSql(writing(), [{ id: 'r1', name: 'A', owner: 'u2' }], [entry('r1', 1)], []));
    expect(text).toMatch(
      /^with held as \(select p\.user_id, p\.department from pipewright\.person p where p\.user_id in .* order by p\.user_id for share\)/,
    );
    expect(written(text)).toContain(
      '(id, name, owner, department) select x.id, x.name, x.owner, case when x.owner is null then x.department else h.department end',
    );
    expect(text).toContain(`jsonb_build_object('department', w.department)`);
    expect(told(insertSql(writing(), [{ id: 'r1', name: 'A' }], [entry('r1', 1)], []))).not.toContain('held');
  });

  it('numbers what numbers itself, and tells the ledger and the writer', () => {
    const text = told(
      insertSql(
        writing(),
        [{ id: 'r1', name: 'A', no: 'mine' }],
        [entry('r1', 1)],
        [{ column: 'no', prefix: 'N-', width: 3, suffix: '/X' }],
      ),
    );
    expect(written(text)).toContain(`(id, name, no) select x.id, x.name, pipewright.numbered(`);
    expect(written(text)).toContain(`'N-', 3::integer, '/X')`);
    expect(text).not.toContain('mine');
    expect(text).toContain(`case when l.version = 1 then l.after || jsonb_build_object('no'::text, w.no) else l.after end`);
    expect(text).toMatch(/select w\.id, w\.version, jsonb_build_object\('no'::text, w\.no\) as made from written w$/);
  });

  it('keeps the story in the same statement: ledger, outbox, periods', () => {
    const text = told(
      insertSql(
        writing(),
        [{ id: 'r1', name: 'A' }],
        [entry('r1', 1, { stands: 'enter', pipeline: 'plain', stage: 'start', status: 'open' })],
        [],
      ),
    );
    expect(text).toContain(
      `select 'deal'::text, l.record, l.kind, 'person'::text, 'u1'::text, '{"by":"form"}'::jsonb, l.valid_at, l.before`,
    );
    for (const story of ['insert into app_x._ledger', 'insert into app_x._outbox', 'update app_x._period', 'insert into app_x._period'])
      expect(text).toContain(story);
    expect(text).toContain(`'enter'::text as stands, 'plain'::text as pipeline, 'start'::text as stage, 'open'::text as status`);
  });

  it('knows no periods where records do not stand in stages', () => {
    const text = told(insertSql(writing({ staged: false }), [{ id: 'r1', name: 'A' }], [entry('r1', 1)], []));
    expect(text).not.toContain('_period');
    expect(written(text)).toMatch(/returning id, version$/);
  });
});

describe('updating rows', () => {
  it('changes a row only where it still has the version it was read with', () => {
    const text = told(updateSql(writing(), [{ id: 'r1', version: 4, name: 'B' }], [entry('r1', 5, { kind: 'update' })]));
    expect(written(text)).toMatch(/^update app_x\.deal as t set name = x\.name, version = t\.version \+ 1 from/);
    expect(written(text)).toContain(
      `from (select 'r1'::uuid as id, 4::integer as version, 'B'::text as name) x where t.id = x.id and t.version = x.version and (${JUDGED}`,
    );
    expect(text).toMatch(/select w\.id, w\.version, '\{\}'::jsonb as made from written w$/);
  });

  it('does many rows at once, each with its own version', () => {
    const rows = [
      { id: 'r1', version: 4, name: 'B' },
      { id: 'r2', version: 9, name: 'C' },
    ];
    const text = told(updateSql(writing(), rows, [entry('r1', 5), entry('r2', 10)]));
    expect(written(text)).toContain('as x(id uuid, version integer, name text)');
    expect(text).toContain(JSON.stringify(rows));
    expect(text).toContain(
      'max(greatest(l.valid_at, e.left_at, past.left_at)) over (partition by l.record order by l.version) as entered_at',
    );
  });

  it('takes the department over from a new owner, and keeps it where there is none', () => {
    const text = told(updateSql(writing(), [{ id: 'r1', version: 4, owner: 'u2', department: 'ignored' }], [entry('r1', 5)]));
    expect(written(text)).toContain(
      'set owner = x.owner, department = case when x.owner is null then t.department else h.department end, version = t.version + 1',
    );
    expect(text).toContain('(select o.department from app_x.deal o where o.id = t.id) as former');
    expect(text).toContain(`case when w.department is distinct from w.former then jsonb_build_object('department', w.former)`);
  });

  it('writes an automation down by its key, and the product itself by nothing', () => {
    const by = (actor: Parameters<typeof writing>[0] & object) =>
      told(updateSql(writing(actor), [{ id: 'r1', version: 1, name: 'B' }], [entry('r1', 2)]));
    expect(by({ actor: { kind: 'automation', key: 'remind' } })).toContain(`'automation'::text, 'remind'::text`);
    expect(by({ actor: { kind: 'system' } })).toContain(`'system'::text, null::text`);
  });
});
