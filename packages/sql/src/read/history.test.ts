import { describe, expect, it } from 'vitest';
import { catalogSql, changedSql, historySql } from '../index.ts';
import { IN_SIGHT, part, scopedApp, told, viewOf } from '../test-view.ts';

const app = scopedApp();
const deal = part(app, 'deal');

describe('the history of a record as SQL', () => {
  it.each(Object.keys(IN_SIGHT) as (keyof typeof IN_SIGHT)[])('is told to a role that reaches “%s” only of what it may see', (scope) => {
    const text = told(historySql(viewOf(scopedApp(scope)), deal, 'r1', 51));
    expect(text).toContain(`exists (select 1 from (select t.id, t.version ${IN_SIGHT[scope]} r where r.id = l.record)`);
  });

  it('cuts both sides of an entry to the fields this person may read', () => {
    const { sql, parameters } = historySql(viewOf(app), deal, 'r1', 51);
    const lists = parameters.filter((each): each is string[] => Array.isArray(each));
    expect(lists).toHaveLength(2);
    for (const list of lists) {
      expect(list).toEqual(expect.arrayContaining(['name', 'amount', 'stage', 'owner']));
      expect(list).not.toContain('cost');
    }
    expect(sql).not.toContain('cost');
  });

  it('leaves out an entry of which nothing may be read, but not a beginning or an end', () => {
    expect(told(historySql(viewOf(app), deal, 'r1', 51))).toContain(
      `where h.kind in ('create', 'import', 'delete', 'restore', 'share') or h.before <> '{}'::jsonb or h.after <> '{}'::jsonb`,
    );
  });

  it('is of one record of one entity, newest first, without the mark of the request', () => {
    const text = told(historySql(viewOf(app), deal, 'r1', 51));
    expect(text).toContain(`where l.record = 'r1'::uuid and l.entity = 'deal' and`);
    expect(text).toContain(`l.cause - 'request' as cause`);
    expect(text).toMatch(/order by h\.place desc limit 51$/);
  });
});

describe('what changed, as SQL', () => {
  const text = told(
    changedSql(
      'app_x',
      deal,
      [
        { id: 'r1', version: 2 },
        { id: 'r2', version: 7 },
      ],
      new Set(['owner', 'amount', 'applies', 'nothing']),
    ),
  );

  it('is asked for many records at once, each from its own version on', () => {
    expect(text).toContain('from unnest(["r1","r2"]::uuid[], [2,7]::integer[]) as c(id, version)');
    expect(text).toContain(`l.entity = 'deal' and l.record_version >= c.version order by l.id desc) as replaced`);
  });

  it('gives the asked fields as rules see them, and none that has no column', () => {
    expect(text).toContain(`jsonb_build_object('amount'::text, trim_scale(t.amount)::text, 'owner'::text, t.owner) as now`);
  });

  it('finds deleted records too, for who saw them must hear of it', () => expect(text).not.toContain('deleted_at'));
});

describe('the catalogue', () => {
  it('is asked about one schema only', () => {
    const { parameters } = catalogSql('app_x');
    expect(parameters).toContain('app_x');
  });
});
